/** The matrix products of a training step alone, in their best layout, by oneDNN: what no training step can be faster than. */
package io.hourglass.bench.roof;
