package io.hourglass.data.table;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * A source of typed rows that can be read again and again, never required to be in memory. Every {@link #open()} gives the same rows
 * in the same order; several cursors may be open at once.
 */
public interface Table {
    /** The columns. */
    Schema schema();

    /** Where the rows come from, for messages: a file's name or a few words. */
    String source();

    /**
     * The tables of images of one size that this one is made of, in order; of any other table itself. One whose images differ in size has no
     * columns of its own: what cannot take its parts one by one is refused when it asks for them.
     */
    default List<Table> sizes() {
        return List.of(this);
    }

    /** What a change makes of this table; of images that differ in size what it makes of those of each size. */
    default Table each(UnaryOperator<Table> change) {
        return change.apply(this);
    }

    /** The number of rows, where it is known without reading them all. */
    OptionalLong rowCount();

    /** The number of rows; reads them all where it is not known otherwise. */
    default long countRows() {
        OptionalLong known = rowCount();
        if (known.isPresent()) {
            return known.getAsLong();
        }
        long rows = 0;
        try (Cursor cursor = open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                rows += batch.rows();
            }
        }
        return rows;
    }

    /** Starts reading at the first row. */
    Cursor open();

    /** What the user should know about how the data were understood, a sentence each: columns left out, words taken as missing. */
    default List<String> notices() {
        return List.of();
    }

    /**
     * This table with the columns of a schema first, matched by name and turned into its types, then the other columns.
     *
     * @throws io.hourglass.error.DataException if columns are missing or of a type that cannot be turned into the expected one; the
     *     message names all of those missing, extra and changed
     */
    default Table as(Schema expected) {
        return ConformedTable.of(this, expected);
    }

    /** A view of the columns of these names, in this order. */
    default Table select(List<String> names) {
        return ColumnsTable.of(this, schema().select(names));
    }

    /** A view of all columns but those of these names. */
    default Table without(Collection<String> names) {
        return ColumnsTable.of(this, schema().without(names));
    }

    /** A view with one column under another name. */
    default Table renamed(String name, String other) {
        return ColumnsTable.renamed(this, name, other);
    }

    /** A view of the rows from one number, counted from 0, up to, not including, another. */
    default Table rows(long from, long to) {
        return new RowRange(this, from, to);
    }
}
