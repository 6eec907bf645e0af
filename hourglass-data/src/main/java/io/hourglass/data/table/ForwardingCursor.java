package io.hourglass.data.table;

import java.util.List;

/** A cursor that changes each batch of another one. */
abstract class ForwardingCursor implements Cursor {
    private final Cursor cursor;

    ForwardingCursor(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The batch to give for one of the other cursor; null to give none for it. */
    abstract Batch change(Batch batch);

    @Override
    public Batch next() {
        for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
            Batch changed = change(batch);
            if (changed != null) {
                return changed;
            }
        }
        return null;
    }

    @Override
    public long badRows() {
        return cursor.badRows();
    }

    @Override
    public List<String> badRowReports() {
        return cursor.badRowReports();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
