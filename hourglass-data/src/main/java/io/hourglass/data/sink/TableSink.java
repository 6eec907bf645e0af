package io.hourglass.data.sink;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;

/** Writes the batches of one table, in order. What was written is whole only after {@link #close()}. */
public interface TableSink extends AutoCloseable {
    /**
     * Writes rows.
     *
     * @throws java.io.UncheckedIOException if writing fails
     */
    void write(Batch batch);

    /** Finishes the output; streams given by the caller are flushed and stay open. */
    @Override
    void close();

    /** Writes all rows of a table and finishes; returns how many there were. */
    default long writeAll(Table table) {
        long rows = 0;
        try (this;
                Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                write(batch);
                rows += batch.rows();
            }
        }
        return rows;
    }
}
