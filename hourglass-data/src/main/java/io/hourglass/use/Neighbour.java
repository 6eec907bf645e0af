package io.hourglass.use;

/**
 * A row that was found near another.
 *
 * @param row its number, from 0
 * @param distance of the codes: the number of different bits where codes are zeros and ones, else Euclidean
 */
public record Neighbour(long row, double distance) {}
