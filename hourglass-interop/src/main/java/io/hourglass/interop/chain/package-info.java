/** A chain of layers with its weights as it was found elsewhere, and how it becomes a model. */
package io.hourglass.interop.chain;
