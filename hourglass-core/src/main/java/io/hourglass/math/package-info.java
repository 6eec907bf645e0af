/**
 * Functions and random numbers that have the same bits on every machine and JVM: fixed-order IEEE arithmetic, and nothing
 * of {@link java.lang.Math} whose last bit is left to the platform.
 */
package io.hourglass.math;
