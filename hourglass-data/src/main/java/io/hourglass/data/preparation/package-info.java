/** Typed rows to prepared rows and back: fitted once on the training rows, applied everywhere, undone exactly. */
package io.hourglass.data.preparation;
