/** Keras' Sequential in a few lines of Java: a chain of layers that is compiled, fitted and used. */
package io.hourglass.sequential;
