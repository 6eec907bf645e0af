package io.hourglass.data.table;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some consecutive rows of a table, column by column. The arrays are the batch's own: read them, do not change them.
 */
public final class Batch {
    private final int rows;
    private final Object[] cells;

    private Batch(int rows, Object[] cells) {
        this.rows = rows;
        this.cells = cells;
    }

    /** Starts a batch of so many rows; columns are added in the schema's order. */
    public static Builder builder(int rows) {
        return new Builder(rows);
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return cells.length;
    }

    /** The cells of a {@link NumberColumn}: one double a row, NaN where missing, booleans as 0 and 1, instants as seconds since 1970. */
    public double[] numbers(int column) {
        return (double[]) cells[column];
    }

    /** The cells of a {@link WordColumn}: one text a row, null where missing. */
    public String[] texts(int column) {
        return (String[]) cells[column];
    }

    /** The cells of an {@link ImageColumn}: rows x height x width x channels floats. */
    public float[] pixels(int column) {
        return (float[]) cells[column];
    }

    /** The rows from one index up to, not including, another. */
    public Batch slice(int from, int to) {
        if (from == 0 && to == rows) {
            return this;
        }
        Object[] part = new Object[cells.length];
        for (int c = 0; c < cells.length; c++) {
            if (cells[c] instanceof double[] numbers) {
                part[c] = Arrays.copyOfRange(numbers, from, to);
            } else if (cells[c] instanceof String[] texts) {
                part[c] = Arrays.copyOfRange(texts, from, to);
            } else {
                float[] pixels = pixels(c);
                int width = pixels.length / rows;
                part[c] = Arrays.copyOfRange(pixels, from * width, to * width);
            }
        }
        return new Batch(to - from, part);
    }

    /** The rows of these indexes, in this order. */
    public Batch pick(int... indexes) {
        Object[] part = new Object[cells.length];
        for (int c = 0; c < cells.length; c++) {
            part[c] = pick(cells[c], indexes);
        }
        return new Batch(indexes.length, part);
    }

    private Object pick(Object from, int[] indexes) {
        if (from instanceof double[] numbers) {
            double[] picked = new double[indexes.length];
            Arrays.setAll(picked, i -> numbers[indexes[i]]);
            return picked;
        }
        if (from instanceof String[] texts) {
            String[] picked = new String[indexes.length];
            Arrays.setAll(picked, i -> texts[indexes[i]]);
            return picked;
        }
        float[] pixels = (float[]) from;
        int width = pixels.length / rows;
        float[] picked = new float[indexes.length * width];
        for (int i = 0; i < indexes.length; i++) {
            System.arraycopy(pixels, indexes[i] * width, picked, i * width, width);
        }
        return picked;
    }

    /** The columns of these indexes, in this order; the cells are shared, not copied. */
    public Batch select(int... columns) {
        Object[] part = new Object[columns.length];
        Arrays.setAll(part, i -> cells[columns[i]]);
        return new Batch(rows, part);
    }

    /** This batch's columns, then the other's, which has as many rows. */
    public Batch beside(Batch other) {
        if (other.rows != rows) {
            throw new IllegalArgumentException("rows of the other batch: needed " + rows + ", got " + other.rows);
        }
        Object[] both = Arrays.copyOf(cells, cells.length + other.cells.length);
        System.arraycopy(other.cells, 0, both, cells.length, other.cells.length);
        return new Batch(rows, both);
    }

    /**
     * The rows of batches, one after the other.
     *
     * @param batches at least one, all with columns of the same kinds
     */
    public static Batch joined(List<Batch> batches) {
        Object[] all = new Object[batches.get(0).cells.length];
        for (int c = 0; c < all.length; c++) {
            int column = c;
            List<Object> parts =
                    batches.stream().map(batch -> batch.cells[column]).toList();
            int length = parts.stream().mapToInt(Array::getLength).sum();
            all[c] = Array.newInstance(parts.get(0).getClass().getComponentType(), length);
            int at = 0;
            for (Object part : parts) {
                System.arraycopy(part, 0, all[c], at, Array.getLength(part));
                at += Array.getLength(part);
            }
        }
        return new Batch(batches.stream().mapToInt(Batch::rows).sum(), all);
    }

    /** Checks that this batch holds what a schema says: the number of columns and what each is stored as. */
    void check(Schema schema) {
        if (cells.length != schema.width()) {
            throw new IllegalArgumentException(
                    "columns of a batch: needed " + schema.width() + ", got " + cells.length);
        }
        for (int c = 0; c < cells.length; c++) {
            Column column = schema.column(c);
            boolean fits = column instanceof NumberColumn
                    ? cells[c] instanceof double[]
                    : column instanceof WordColumn
                            ? cells[c] instanceof String[]
                            : cells[c] instanceof float[] pixels
                                    && pixels.length == (long) rows * column.valuesPerRow();
            if (!fits) {
                throw new IllegalArgumentException("column '" + column.name() + "' is " + column.kind()
                        + ": its cells are of another type or number");
            }
        }
    }

    /** Collects the columns of a batch, each with one cell a row. */
    public static final class Builder {
        private final int rows;
        private final List<Object> cells = new ArrayList<>();

        private Builder(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException("rows of a batch: needed at least 1, got " + rows);
            }
            this.rows = rows;
        }

        /** Adds the cells of a {@link NumberColumn}. */
        public Builder numbers(double... numbers) {
            return add(numbers, numbers.length == rows, numbers.length);
        }

        /** Adds the cells of a {@link WordColumn}. */
        public Builder texts(String... texts) {
            return add(texts, texts.length == rows, texts.length);
        }

        /** Adds the cells of an {@link ImageColumn}: rows x height x width x channels floats. */
        public Builder pixels(float... pixels) {
            return add(pixels, pixels.length > 0 && pixels.length % rows == 0, pixels.length);
        }

        private Builder add(Object column, boolean fits, int length) {
            if (!fits) {
                throw new IllegalArgumentException(
                        "column " + cells.size() + " of a batch: needed cells for " + rows + " rows, got " + length);
            }
            cells.add(column);
            return this;
        }

        /** The batch. */
        public Batch build() {
            return new Batch(rows, cells.toArray());
        }
    }
}
