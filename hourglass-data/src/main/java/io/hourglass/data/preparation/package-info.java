/**
 * Typed rows to prepared rows and back: fitted once on the training rows, applied everywhere, undone as exactly as a float of the
 * prepared row and the column's decimals allow.
 */
package io.hourglass.data.preparation;
