/** The verbs of a trained model over tables: scores, evaluation, generation, provenance. */
package io.hourglass.use;
