package io.hourglass.data.table;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** A view of the rows whose numbers, counted from 0, are wanted. */
public final class SelectedRows extends ForwardingTable {
    private final LongPredicate wanted;
    private final OptionalLong rowCount;

    /**
     * @param wanted says of a row's number whether it is in the view; the same answer every time
     */
    public SelectedRows(Table table, LongPredicate wanted) {
        super(table);
        this.wanted = wanted;
        this.rowCount = table.rowCount().isPresent()
                ? OptionalLong.of(count(wanted, table.rowCount().getAsLong()))
                : OptionalLong.empty();
    }

    /**
     * Rows that are evenly spaced, the first one among them.
     *
     * @param rows how many the table has, at least 1
     * @param most how many are wanted; all where there are no more
     */
    public static SelectedRows evenly(Table table, long rows, long most) {
        long wanted = Math.min(most, rows);
        return new SelectedRows(table, row -> row == 0 || row * wanted / rows != (row - 1) * wanted / rows);
    }

    private static long count(LongPredicate wanted, long rows) {
        long count = 0;
        for (long row = 0; row < rows; row++) {
            count += wanted.test(row) ? 1 : 0;
        }
        return count;
    }

    @Override
    public OptionalLong rowCount() {
        return rowCount;
    }

    @Override
    public Cursor open() {
        return new ForwardingCursor(table().open()) {
            private long first;

            @Override
            Batch change(Batch batch) {
                int[] picked = new int[batch.rows()];
                int count = 0;
                for (int row = 0; row < picked.length; row++) {
                    if (wanted.test(first + row)) {
                        picked[count++] = row;
                    }
                }
                first += batch.rows();
                return count == 0 ? null : batch.pick(Arrays.copyOf(picked, count));
            }
        };
    }
}
