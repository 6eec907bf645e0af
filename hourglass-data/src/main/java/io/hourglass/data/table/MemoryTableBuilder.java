package io.hourglass.data.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the columns of a table in memory; all have one cell a row. The arrays are kept, not copied. */
public final class MemoryTableBuilder {
    private final List<Column> columns = new ArrayList<>();
    private final List<Object> cells = new ArrayList<>();
    private int rows = -1;

    MemoryTableBuilder() {}

    /** Adds a numeric column, written in the shortest form; NaN for missing. */
    public MemoryTableBuilder numbers(String name, double... values) {
        return numbers(new NumericColumn(name, -1), values);
    }

    /** Adds a numeric, boolean or instant column; NaN for missing. */
    public MemoryTableBuilder numbers(NumberColumn column, double... values) {
        return add(column, values, values.length);
    }

    /** Adds a categorical column; null for missing. */
    public MemoryTableBuilder categories(String name, String... values) {
        return add(new CategoricalColumn(name), values, values.length);
    }

    /** Adds a text column, which is carried and not learnt from; null for missing. */
    public MemoryTableBuilder texts(String name, String... values) {
        return add(new TextColumn(name, "text"), values, values.length);
    }

    /** Adds a column of 0 and 1 with the texts {@code false} and {@code true}. */
    public MemoryTableBuilder booleans(String name, boolean... values) {
        double[] numbers = new double[values.length];
        Arrays.setAll(numbers, i -> values[i] ? 1 : 0);
        return add(new BooleanColumn(name, "false", "true"), numbers, values.length);
    }

    /** Adds an image column: rows x height x width x channels floats. */
    public MemoryTableBuilder images(ImageColumn column, float... pixels) {
        if (pixels.length % column.valuesPerRow() != 0) {
            throw new IllegalArgumentException("pixels of column '" + column.name() + "': needed a multiple of "
                    + column.size() + ", got " + pixels.length);
        }
        return add(column, pixels, pixels.length / column.valuesPerRow());
    }

    private MemoryTableBuilder add(Column column, Object values, int count) {
        if (count == 0) {
            throw new IllegalArgumentException("column '" + column.name() + "': needed at least one row, got none");
        }
        if (rows >= 0 && rows != count) {
            throw new IllegalArgumentException(
                    "column '" + column.name() + "': needed " + rows + " rows as those before it, got " + count);
        }
        rows = count;
        columns.add(column);
        cells.add(values);
        return this;
    }

    /**
     * The table.
     *
     * @throws IllegalArgumentException if there is no column, or two have the same name
     * @throws io.hourglass.error.DataException if a number is infinite as a float
     */
    public MemoryTable build() {
        if (rows < 0) {
            throw new IllegalArgumentException("a table needs at least one column with at least one row, got none");
        }
        Batch.Builder batch = Batch.builder(rows);
        for (Object column : cells) {
            if (column instanceof double[] numbers) {
                batch.numbers(numbers);
            } else if (column instanceof String[] texts) {
                batch.texts(texts);
            } else {
                batch.pixels((float[]) column);
            }
        }
        Schema schema = new Schema(columns);
        Batch all = batch.build();
        List<Batch> batches = new ArrayList<>();
        int step = schema.batchRows();
        for (int from = 0; from < rows; from += step) {
            batches.add(all.slice(from, Math.min(rows, from + step)));
        }
        return new MemoryTable(schema, batches);
    }
}
