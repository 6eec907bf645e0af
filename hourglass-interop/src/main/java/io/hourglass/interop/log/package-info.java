/** How a training went, for TensorBoard and as text. */
package io.hourglass.interop.log;
