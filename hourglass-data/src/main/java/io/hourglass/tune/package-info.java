/** The search for settings: random ones, of which the better third is trained for longer, again and again. */
package io.hourglass.tune;
