package io.hourglass.duckdb;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumericColumn;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;

/**
 * Puts the cells of one column into DuckDB's vectors. Numbers without decimals become whole numbers, others doubles; truth values
 * become booleans if they are called false and true, whole numbers if they are called 0 and 1, else texts; instants become times in
 * UTC, or days if their pattern has no time.
 *
 * @param column what the cells are
 * @param type what they become
 */
record CellWriter(Column column, DuckDBColumnType type) {
    private static final double SECONDS_A_DAY = 86_400;
    private static final long MICROS = 1_000_000;
    private static final double HALF = 0.5;

    /**
     * The writer of a column.
     *
     * @throws IllegalArgumentException if the column holds images
     */
    static CellWriter of(Column column) {
        if (column instanceof ImageColumn) {
            throw new IllegalArgumentException("column '" + column.name()
                    + "' holds images, which Parquet and JSON cannot: needed a folder, .npy, .npz or .idx");
        }
        return new CellWriter(column, type(column));
    }

    private static DuckDBColumnType type(Column column) {
        if (column instanceof NumericColumn numeric) {
            return numeric.decimals() == 0 ? DuckDBColumnType.BIGINT : DuckDBColumnType.DOUBLE;
        }
        if (column instanceof BooleanColumn truth && truth.isZeroOne()) {
            return DuckDBColumnType.BIGINT;
        }
        if (column instanceof BooleanColumn truth
                && truth.falseText().equalsIgnoreCase("false")
                && truth.trueText().equalsIgnoreCase("true")) {
            return DuckDBColumnType.BOOLEAN;
        }
        if (column instanceof InstantColumn instant) {
            boolean days = instant.pattern().matches("[uyMdLDGe'.\\-/ ,]*");
            return days ? DuckDBColumnType.DATE : DuckDBColumnType.TIMESTAMP;
        }
        return DuckDBColumnType.VARCHAR;
    }

    /** Writes cells from a row of a batch on to the start of a vector. */
    void write(Batch batch, int index, int from, int count, DuckDBWritableVector out) {
        if (column instanceof NumberColumn numbers) {
            numbers(numbers, batch.numbers(index), from, count, out);
        } else {
            texts(batch.texts(index), from, count, out);
        }
    }

    private void numbers(NumberColumn numbers, double[] cells, int from, int count, DuckDBWritableVector out) {
        for (int i = 0; i < count; i++) {
            double cell = cells[from + i];
            if (Double.isNaN(cell)) {
                out.setNull(i);
                continue;
            }
            switch (type) {
                case BIGINT -> out.setLong(i, Math.round(cell));
                case DOUBLE -> out.setDouble(i, cell);
                case BOOLEAN -> out.setBoolean(i, cell >= HALF);
                case DATE -> out.setDate(i, LocalDate.ofEpochDay((long) Math.floor(cell / SECONDS_A_DAY)));
                case TIMESTAMP -> out.setTimestamp(i, time(cell));
                default -> out.setString(i, numbers.format(cell));
            }
        }
    }

    private static LocalDateTime time(double seconds) {
        long micros = Math.round(seconds * MICROS);
        int nanos = (int) Math.floorMod(micros, MICROS) * 1000;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), nanos, ZoneOffset.UTC);
    }

    private static void texts(String[] cells, int from, int count, DuckDBWritableVector out) {
        for (int i = 0; i < count; i++) {
            if (cells[from + i] == null) {
                out.setNull(i);
            } else {
                out.setString(i, cells[from + i]);
            }
        }
    }
}
