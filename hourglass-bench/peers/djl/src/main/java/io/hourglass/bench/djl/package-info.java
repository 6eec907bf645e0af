/** DJL with PyTorch, as a system to measure Hourglass against. */
package io.hourglass.bench.djl;
