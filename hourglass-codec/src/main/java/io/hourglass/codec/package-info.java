/** Tables to small archives and back. */
package io.hourglass.codec;
