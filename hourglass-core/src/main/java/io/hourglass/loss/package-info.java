/** Losses over flat rows of outputs and targets, written once for every engine. */
package io.hourglass.loss;
