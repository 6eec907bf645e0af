package io.hourglass.data.table;

import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** A table whose rows are in memory. */
public final class MemoryTable implements Table {
    private final Schema schema;
    private final List<Batch> batches;
    private final long rows;

    /**
     * @param batches rows in order; each batch holds the schema's columns
     * @throws IllegalArgumentException if a batch does not fit the schema
     * @throws DataException if a number is infinite as a float
     */
    public MemoryTable(Schema schema, List<Batch> batches) {
        this.schema = schema;
        this.batches = List.copyOf(batches);
        this.rows = batches.stream().mapToLong(Batch::rows).sum();
        this.batches.forEach(batch -> batch.check(schema));
        checkNumbers();
    }

    /** Files are checked while they are read; these numbers come from anywhere. */
    private void checkNumbers() {
        long first = 0;
        for (Batch batch : batches) {
            for (int c = 0; c < schema.width(); c++) {
                double[] numbers = schema.column(c) instanceof NumberColumn ? batch.numbers(c) : new double[0];
                for (int r = 0; r < numbers.length; r++) {
                    if (Float.isInfinite((float) numbers[r])) {
                        throw new DataException(source() + ", row " + (first + r) + ", column '"
                                + schema.column(c).name() + "': found '" + NumberText.shortest(numbers[r])
                                + "', beyond what a float holds (" + Float.MAX_VALUE
                                + "); NaN stands for a missing cell");
                    }
                }
            }
            first += batch.rows();
        }
    }

    /** Starts a table that is given column by column. */
    public static MemoryTableBuilder builder() {
        return new MemoryTableBuilder();
    }

    /** Reads all rows of a table into memory. */
    public static MemoryTable copyOf(Table table) {
        List<Batch> batches = new ArrayList<>();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                batches.add(batch);
            }
        }
        return new MemoryTable(table.schema(), batches);
    }

    /**
     * A table of numeric columns.
     *
     * @param names one a column
     * @param rows rows x columns; NaN for missing
     */
    public static MemoryTable ofNumbers(List<String> names, double[][] rows) {
        double[][] columns = new double[names.size()][rows.length];
        for (int row = 0; row < rows.length; row++) {
            checkWidth(row, names.size(), rows[row].length);
            for (int c = 0; c < columns.length; c++) {
                columns[c][row] = rows[row][c];
            }
        }
        return ofColumns(names, columns);
    }

    /**
     * A table of numeric columns.
     *
     * @param names one a column
     * @param rows rows x columns; NaN for missing
     */
    public static MemoryTable ofNumbers(List<String> names, float[][] rows) {
        double[][] columns = new double[names.size()][rows.length];
        for (int row = 0; row < rows.length; row++) {
            checkWidth(row, names.size(), rows[row].length);
            for (int c = 0; c < columns.length; c++) {
                columns[c][row] = rows[row][c];
            }
        }
        return ofColumns(names, columns);
    }

    private static void checkWidth(int row, int needed, int got) {
        if (got != needed) {
            throw new IllegalArgumentException("row " + row + ": needed " + needed + " numbers, got " + got);
        }
    }

    private static MemoryTable ofColumns(List<String> names, double[][] columns) {
        MemoryTableBuilder builder = builder();
        for (int c = 0; c < columns.length; c++) {
            builder.numbers(names.get(c), columns[c]);
        }
        return builder.build();
    }

    /** All rows in one batch; there must be some. */
    public Batch joined() {
        return batches.size() == 1 ? batches.get(0) : Batch.joined(batches);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String source() {
        return "memory";
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(rows);
    }

    @Override
    public Cursor open() {
        Iterator<Batch> left = batches.iterator();
        return new Cursor() {
            private boolean closed;

            @Override
            public Batch next() {
                return !closed && left.hasNext() ? left.next() : null;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
