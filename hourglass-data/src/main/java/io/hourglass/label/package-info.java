/** What is true of rows, and how a model learns to tell it: labels, the head's training, calibrated answers. */
package io.hourglass.label;
