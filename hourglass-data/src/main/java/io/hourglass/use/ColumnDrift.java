package io.hourglass.use;

/**
 * How a column differs between two tables.
 *
 * @param column its name
 * @param index the population stability index, 0 where the shares of values are the same: below 0.1 little has changed, above 0.25 much
 * @param before how far reconstructions of the column were off in the table compared with
 * @param now how far they are off
 */
public record ColumnDrift(String column, double index, ColumnError before, ColumnError now) {}
