/** Networks on oneDNN, Intel's library of neural primitives: a {@link io.hourglass.engine.Engine} behind the same seam as Java's. */
package io.hourglass.onednn;
