package io.hourglass.data.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** A table's rows in another order. Reading it takes the memory of all rows. */
public final class ReorderedRows extends ForwardingTable {
    private final int[] order;
    private volatile List<String> notices;

    /**
     * @param table has as many rows as the order
     * @param order for each row of this view its number in the table
     */
    public ReorderedRows(Table table, int... order) {
        super(table);
        this.order = order.clone();
        this.notices = table.notices();
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(order.length);
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    @Override
    public Cursor open() {
        Cursor source = table().open();
        Batch all = together(source);
        notices = table().notices();
        int step = schema().batchRows();
        return new Cursor() {
            private int next;

            @Override
            public long badRows() {
                return source.badRows();
            }

            @Override
            public List<String> badRowReports() {
                return source.badRowReports();
            }

            @Override
            public Batch next() {
                if (next >= order.length) {
                    return null;
                }
                int end = Math.min(order.length, next + step);
                Batch batch = all.pick(Arrays.copyOfRange(order, next, end));
                next = end;
                return batch;
            }

            @Override
            public void close() {
                next = order.length;
            }
        };
    }

    private static Batch together(Cursor source) {
        List<Batch> batches = new ArrayList<>();
        try (source) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                batches.add(batch);
            }
        }
        return Batch.joined(batches);
    }
}
