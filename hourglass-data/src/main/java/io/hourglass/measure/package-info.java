/** How good answers are, told from what is true: figures of rankings, classes and numbers, each with its interval. */
package io.hourglass.measure;
