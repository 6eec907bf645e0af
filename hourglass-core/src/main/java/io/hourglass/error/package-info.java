/** The three failures that are not the caller's mistake; that one is an {@link IllegalArgumentException}. */
package io.hourglass.error;
