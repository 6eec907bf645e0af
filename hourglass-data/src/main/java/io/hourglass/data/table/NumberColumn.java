package io.hourglass.data.table;

/** A column whose cells are stored as {@code double}, NaN where they are missing. */
public sealed interface NumberColumn extends Column permits NumericColumn, BooleanColumn, InstantColumn {
    /**
     * The value of a cell's text, which is not one of the schema's missing texts.
     *
     * @return NaN if this column in particular takes the text as missing
     * @throws IllegalArgumentException if the text is no value of this column; the message says what it is not
     */
    double parse(String text);

    /** The text of a value that is not NaN. */
    String format(double value);

    @Override
    default boolean isQuantity() {
        return true;
    }

    @Override
    default String text(Batch batch, int column, int row) {
        double value = batch.numbers(column)[row];
        return Double.isNaN(value) ? null : format(value);
    }
}
