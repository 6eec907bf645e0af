package io.hourglass.data.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** A table's rows in another order. Reading it takes the memory of all rows. */
public final class ReorderedRows implements Table {
    private final Table table;
    private final int[] order;
    private volatile List<String> notices;

    /**
     * @param table has as many rows as the order
     * @param order for each row of this view its number in the table
     */
    public ReorderedRows(Table table, int... order) {
        this.table = table;
        this.order = order.clone();
        this.notices = table.notices();
    }

    @Override
    public Schema schema() {
        return table.schema();
    }

    @Override
    public String source() {
        return table.source();
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
        Cursor source = table.open();
        Batch all = together(source);
        notices = table.notices();
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

    private Batch together(Cursor source) {
        List<Batch> batches = new ArrayList<>();
        try (source) {
            for (Batch batch = source.next(); batch != null; batch = source.next()) {
                batches.add(batch);
            }
        }
        Batch.Builder all = Batch.builder(order.length);
        for (int c = 0; c < schema().width(); c++) {
            if (schema().column(c) instanceof NumberColumn) {
                double[] numbers = new double[order.length];
                copy(batches, c, numbers);
                all.numbers(numbers);
            } else {
                String[] texts = new String[order.length];
                copy(batches, c, texts);
                all.texts(texts);
            }
        }
        return all.build();
    }

    private static void copy(List<Batch> batches, int column, Object all) {
        int row = 0;
        for (Batch batch : batches) {
            Object cells = all instanceof double[] ? batch.numbers(column) : batch.texts(column);
            System.arraycopy(cells, 0, all, row, batch.rows());
            row += batch.rows();
        }
    }
}
