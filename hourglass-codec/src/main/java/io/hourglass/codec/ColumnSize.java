package io.hourglass.codec;

/**
 * What a column takes in an archive.
 *
 * @param name the column's name
 * @param bytes its part of the archive
 * @param form what its cells are
 * @param prediction what they were predicted from, in words
 */
public record ColumnSize(String name, double bytes, String form, String prediction) {}
