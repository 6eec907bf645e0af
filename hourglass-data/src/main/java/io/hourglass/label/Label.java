package io.hourglass.label;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * A column that says what is true of rows, as training found it: one of some classes, or a number.
 *
 * @param column the column
 * @param classes in the order of their texts; empty if the label is a number
 * @param mean of the numbers; 0 for classes
 * @param deviation their standard deviation; 1 for classes
 */
public record Label(Column column, List<String> classes, double mean, double deviation) {
    /** A class that training did not see. */
    private static final double UNKNOWN = -1;

    private static final int MOST_CLASSES = 10_000;

    public Label {
        classes = List.copyOf(classes);
        if (!(deviation > 0) || !Double.isFinite(mean) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException(
                    "a label's scale needs a finite mean and a deviation above 0, got " + mean + " and " + deviation);
        }
        if ((column instanceof NumericColumn) != classes.isEmpty() || classes.size() == 1) {
            throw new IllegalArgumentException("a number has no classes, and every other label at least two, got "
                    + classes.size() + " of a column that is " + column.kind());
        }
    }

    /**
     * Looks at the labels of training rows.
     *
     * @throws DataException if they are of no use: fewer than two different ones
     * @throws IllegalArgumentException if there is no such column
     */
    public static Label fit(Table rows, String name) {
        Column column = rows.schema().column(rows.schema().index(name));
        if (column instanceof ImageColumn || column instanceof TextColumn) {
            throw new DataException(rows.source() + ", column '" + name + "' is " + column.kind()
                    + "; a label is a number, or one of some classes");
        }
        return column instanceof NumericColumn ? ofNumbers(rows, column) : ofClasses(rows, column);
    }

    private static Label ofNumbers(Table rows, Column column) {
        double[] sums = new double[3];
        each(rows, column, (batch, at) -> {
            for (double value : batch.numbers(at)) {
                if (!Double.isNaN(value)) {
                    sums[0]++;
                    double step = value - sums[1];
                    sums[1] += step / sums[0];
                    sums[2] += step * (value - sums[1]);
                }
            }
        });
        double deviation = Math.sqrt(sums[2] / sums[0]);
        if (!(deviation > 0)) {
            throw tooFew(rows, column, "number");
        }
        return new Label(column, List.of(), sums[1], deviation);
    }

    private static Label ofClasses(Table rows, Column column) {
        TreeMap<String, Long> found = new TreeMap<>();
        each(rows, column, (batch, at) -> {
            for (int r = 0; r < batch.rows(); r++) {
                String text = column.text(batch, at, r);
                if (text != null) {
                    found.merge(text, 1L, Long::sum);
                }
            }
            if (found.size() > MOST_CLASSES) {
                throw new DataException(rows.source() + ", column '" + column.name() + "' has more than " + MOST_CLASSES
                        + " different labels");
            }
        });
        if (found.size() < 2) {
            throw tooFew(rows, column, "class");
        }
        return new Label(column, new ArrayList<>(found.keySet()), 0, 1);
    }

    private static DataException tooFew(Table rows, Column column, String what) {
        return new DataException(rows.source() + ", column '" + column.name()
                + "' holds fewer than two different labels, so there is nothing to tell apart by a " + what);
    }

    /** Whether it is a number. */
    public boolean isNumber() {
        return classes.isEmpty();
    }

    /** Whether what is true of a row is known, and among what training saw. */
    public boolean knows(double truth) {
        return !Double.isNaN(truth) && (isNumber() || truth != UNKNOWN);
    }

    /** The values that a head gives: one a class, or one. */
    public int outputs() {
        return isNumber() ? 1 : classes.size();
    }

    /**
     * What is true of rows, by their own column of this name: the number of the class or the number itself, {@link Double#NaN} where the
     * cell is empty, and -1 for a class that training did not see.
     */
    public double[] of(Table rows) {
        Column own = rows.schema().column(rows.schema().index(column.name()));
        if (isNumber() && !(own instanceof NumericColumn)) {
            throw new DataException(rows.source() + ", column '" + column.name() + "' is " + own.kind()
                    + "; the model learnt it as numbers");
        }
        double[][] all = {new double[1024]};
        int[] count = {0};
        each(rows, own, (batch, at) -> {
            int end = count[0] + batch.rows();
            if (end > all[0].length) {
                all[0] = Arrays.copyOf(all[0], Math.max(end, 2 * all[0].length));
            }
            for (int r = 0; r < batch.rows(); r++) {
                all[0][count[0]++] = isNumber() ? batch.numbers(at)[r] : number(own.text(batch, at, r));
            }
        });
        return Arrays.copyOf(all[0], count[0]);
    }

    private double number(String text) {
        if (text == null) {
            return Double.NaN;
        }
        int place = Collections.binarySearch(classes, text);
        return place < 0 ? UNKNOWN : place;
    }

    private interface Use {
        void accept(Batch batch, int column);
    }

    private static void each(Table rows, Column column, Use use) {
        try (Cursor cursor = rows.select(List.of(column.name())).open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                use.accept(batch, 0);
            }
        }
    }
}
