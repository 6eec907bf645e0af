/** How weights move: optimizers over the flat block, the schedule of their rate, and the clipping of gradients. */
package io.hourglass.optimizer;
