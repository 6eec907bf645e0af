package io.hourglass.use;

/**
 * How far reconstructions of a column are off.
 *
 * @param column its name
 * @param measure {@code rmse}, the root of the mean squared error in the column's own units (seconds for instants), or
 *     {@code accuracy}, the share of cells whose likeliest value is the right one
 * @param value of the measure; NaN if every cell was missing
 * @param cells the cells that were not missing
 */
public record ColumnError(String column, String measure, double value, long cells) {
    /**
     * That of the errors of cells.
     *
     * @param number whether errors are squared differences, and not ones for the right value
     * @param sum of the errors
     */
    static ColumnError of(String column, boolean number, double sum, long cells) {
        double mean = cells == 0 ? Double.NaN : sum / cells;
        return new ColumnError(column, number ? "rmse" : "accuracy", number ? Math.sqrt(mean) : mean, cells);
    }
}
