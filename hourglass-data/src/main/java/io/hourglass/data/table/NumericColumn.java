package io.hourglass.data.table;

import java.util.List;

/**
 * Numbers, each within the range of a float.
 *
 * @param name the column's name
 * @param decimals digits after the point with which values are written, 0 to 15; -1 for the shortest text that keeps the value
 * @param missing words that stand for a missing cell in this column, beside those of the schema
 */
public record NumericColumn(String name, int decimals, List<String> missing) implements NumberColumn {
    /** The most digits after the point that a column keeps; beyond it values are written in their shortest form. */
    public static final int MAX_DECIMALS = 15;

    /** Checks the decimals. */
    public NumericColumn {
        Names.check(name);
        if (decimals < -1 || decimals > MAX_DECIMALS) {
            throw new IllegalArgumentException("decimals of column '" + name + "': needed -1 to 15, got " + decimals);
        }
        missing = List.copyOf(missing);
    }

    /** A numeric column without words of its own for missing cells. */
    public NumericColumn(String name, int decimals) {
        this(name, decimals, List.of());
    }

    @Override
    public NumericColumn named(String other) {
        return new NumericColumn(other, decimals, missing);
    }

    @Override
    public String kind() {
        return "numeric";
    }

    @Override
    public double parse(String text) {
        double value = NumberText.parse(text);
        if (Float.isFinite((float) value)) {
            return value;
        }
        if (!Double.isNaN(value)) {
            throw new IllegalArgumentException("beyond what a float holds (" + Float.MAX_VALUE + ")");
        }
        if (!missing.isEmpty() && missing.contains(text.strip())) {
            return Double.NaN;
        }
        throw new IllegalArgumentException("not a number");
    }

    @Override
    public String format(double value) {
        return decimals < 0 ? NumberText.shortest(value) : NumberText.fixed(value, decimals);
    }
}
