package io.hourglass.data.table;

import java.util.List;

/** A position in a table that moves from the first row to the last. Not for use by several threads at once. */
public interface Cursor extends AutoCloseable {
    /**
     * The next rows, at least one; null at the end.
     *
     * @throws io.hourglass.error.DataException if the next rows cannot be understood
     * @throws java.io.UncheckedIOException if reading fails
     */
    Batch next();

    /** How many rows were left out up to here because they could not be understood. */
    default long badRows() {
        return 0;
    }

    /** What was wrong with the first few rows that were left out, with their lines. */
    default List<String> badRowReports() {
        return List.of();
    }

    @Override
    void close();
}
