/** H2O-3's deep learning, as a system to measure Hourglass against. */
package io.hourglass.bench.h2o;
