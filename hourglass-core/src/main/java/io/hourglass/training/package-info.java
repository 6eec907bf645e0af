/** Training: mini-batches, updates, validation, stopping, checkpoints and words about what went wrong. */
package io.hourglass.training;
