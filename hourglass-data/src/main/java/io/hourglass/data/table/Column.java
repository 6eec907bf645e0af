package io.hourglass.data.table;

/**
 * What a column of a table holds and how its cells are written.
 *
 * <p>Numbers, booleans and instants are stored as {@code double} ({@link NumberColumn}), categories and left-out text as
 * {@code String} ({@link WordColumn}), images as {@code float} pixels ({@link ImageColumn}).
 */
public sealed interface Column permits NumberColumn, WordColumn, ImageColumn {
    /** The column's name, unique in its schema. */
    String name();

    /** The same column under another name. */
    Column named(String name);

    /** What the column is called in messages and schema files: {@code numeric}, {@code categorical} and so on. */
    String kind();

    /** How many values one row of this column holds: 1, or height x width x channels for images. */
    default int valuesPerRow() {
        return 1;
    }

    /** Whether its cells have an order and differ by amounts: numbers and instants. */
    default boolean isQuantity() {
        return false;
    }

    /**
     * The text of one cell as it is written to a file.
     *
     * @return null if the cell is missing
     * @throws IllegalArgumentException if the column holds images, which have no text
     */
    String text(Batch batch, int column, int row);
}
