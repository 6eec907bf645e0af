package io.hourglass.data.table;

import java.util.OptionalLong;

/** A view of consecutive rows; reading stops at its end. */
final class RowRange extends ForwardingTable {
    private final long from;
    private final long to;

    RowRange(Table table, long from, long to) {
        super(table);
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("rows " + from + " to " + to + ": needed 0 <= from < to");
        }
        this.from = from;
        this.to = to;
    }

    @Override
    public OptionalLong rowCount() {
        OptionalLong all = table().rowCount();
        return all.isPresent() ? OptionalLong.of(Math.max(0, Math.min(to, all.getAsLong()) - from)) : all;
    }

    @Override
    public Cursor open() {
        return new ForwardingCursor(table().open()) {
            private long first;

            @Override
            public Batch next() {
                return first >= to ? null : super.next();
            }

            @Override
            Batch change(Batch batch) {
                long start = Math.max(from - first, 0);
                long end = Math.min(to - first, batch.rows());
                first += batch.rows();
                return start >= end ? null : batch.slice((int) start, (int) end);
            }
        };
    }
}
