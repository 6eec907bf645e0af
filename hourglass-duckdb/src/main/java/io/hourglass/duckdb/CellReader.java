package io.hourglass.duckdb;

import io.hourglass.data.source.MissingTexts;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.error.DataException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBReadableVector;

/** Takes the cells of one column out of DuckDB's vectors. */
final class CellReader {
    private static final double MICROS = 1e6;

    private final String source;
    private final Column column;
    private final MissingTexts missing;

    /**
     * @param source where the rows come from, for messages
     * @param column what the cells are
     * @param missing texts that stand for a missing cell
     */
    CellReader(String source, Column column, MissingTexts missing) {
        this.source = source;
        this.column = column;
        this.missing = missing;
    }

    /** Whether the column is stored as numbers. */
    boolean isNumbers() {
        return column instanceof NumberColumn;
    }

    /**
     * The cells of some rows of a vector as numbers, NaN where missing.
     *
     * @param first the number of the row at {@code from}, for messages
     * @throws DataException at a cell that the column cannot hold
     */
    double[] numbers(DuckDBReadableVector vector, int from, int to, long first) {
        double[] cells = new double[to - from];
        DuckDBColumnType type = vector.getType();
        boolean infinite = false;
        if (type == DuckDBColumnType.FLOAT) {
            infinite = floats(vector, from, cells);
        } else if (type == DuckDBColumnType.DOUBLE) {
            infinite = doubles(vector, from, cells);
        } else {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = parsed(vector, from + i, first + i);
            }
        }
        for (int i = 0; infinite && i < cells.length; i++) {
            if (Float.isInfinite((float) cells[i])) {
                throw failure(
                        Double.toString(cells[i]), "beyond what a float holds (" + Float.MAX_VALUE + ")", first + i);
            }
        }
        return cells;
    }

    /** Gives whether one of them is infinite. */
    private static boolean floats(DuckDBReadableVector vector, int from, double[] cells) {
        boolean infinite = false;
        for (int i = 0; i < cells.length; i++) {
            float cell = vector.getFloat(from + i, Float.NaN);
            cells[i] = cell;
            infinite |= Math.abs(cell) == Float.POSITIVE_INFINITY;
        }
        return infinite;
    }

    /** Gives whether one of them is infinite as a float. */
    private static boolean doubles(DuckDBReadableVector vector, int from, double[] cells) {
        boolean infinite = false;
        for (int i = 0; i < cells.length; i++) {
            double cell = vector.getDouble(from + i, Double.NaN);
            cells[i] = cell;
            infinite |= Math.abs((float) cell) == Float.POSITIVE_INFINITY;
        }
        return infinite;
    }

    private double parsed(DuckDBReadableVector vector, int at, long row) {
        String text = text(vector, at);
        if (text == null) {
            return Double.NaN;
        }
        if (text.charAt(0) == CellSql.MICROS) {
            return Long.parseLong(text.substring(1)) / MICROS;
        }
        try {
            return ((NumberColumn) column).parse(text);
        } catch (IllegalArgumentException e) {
            throw failure(text, e.getMessage(), row);
        }
    }

    private DataException failure(String found, String problem, long row) {
        return new DataException(source + (row < 0 ? "" : ", row " + row) + ", column '" + column.name() + "': found '"
                + found + "', " + problem);
    }

    /** The cells of some rows as texts, null where missing. */
    String[] texts(DuckDBReadableVector vector, int from, int to) {
        String[] cells = new String[to - from];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = text(vector, from + i);
        }
        return cells;
    }

    private String text(DuckDBReadableVector vector, int at) {
        String text = vector.isNull(at) ? null : vector.getString(at);
        return text == null || missing.contains(text) ? null : text;
    }
}
