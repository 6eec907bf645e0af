/** Weights and state as files of named arrays. */
package io.hourglass.interop.weights;
