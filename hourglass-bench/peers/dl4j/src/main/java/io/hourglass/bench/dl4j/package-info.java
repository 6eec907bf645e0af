/** Deeplearning4j, as a system to measure Hourglass against. */
package io.hourglass.bench.dl4j;
