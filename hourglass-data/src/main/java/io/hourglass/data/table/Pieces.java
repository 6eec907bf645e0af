package io.hourglass.data.table;

/** The rows of a cursor in pieces of any size, to be read beside others that come in batches of their own. */
public final class Pieces {
    private final Cursor cursor;
    private Batch batch;
    private int used;

    /** The pieces of what a cursor gives; it stays the caller's to close. */
    public Pieces(Cursor cursor) {
        this.cursor = cursor;
    }

    /** How many rows can be taken at once; 0 after the last one. */
    public int available() {
        if (batch == null || used == batch.rows()) {
            batch = cursor.next();
            used = 0;
        }
        return batch == null ? 0 : batch.rows() - used;
    }

    /** The next rows, at most as many as are {@link #available}. */
    public Batch take(int rows) {
        used += rows;
        return batch.slice(used - rows, used);
    }
}
