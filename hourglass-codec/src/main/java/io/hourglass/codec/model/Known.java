package io.hourglass.codec.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The columns of a block that are coded already, and a hash of each row over all of them. */
public final class Known {
    private final Column[] columns;
    private final List<Column> inOrder;
    private final int[] numbers;
    private final long[] rowHashes;

    private Known(Column[] columns, List<Column> inOrder, int[] numbers, long[] rowHashes) {
        this.columns = columns;
        this.numbers = numbers;
        this.inOrder = inOrder;
        this.rowHashes = rowHashes;
    }

    /** No column of {@code columns}, with so many rows. */
    public static Known none(int columns, int rows) {
        return new Known(new Column[columns], List.of(), new int[0], new long[rows]);
    }

    /** These columns and one more, which is complete. */
    public Known with(int index, Column column) {
        Column[] more = columns.clone();
        more[index] = column;
        List<Column> order = new ArrayList<>(inOrder);
        order.add(column);
        long[] hashes = new long[rowHashes.length];
        int[] symbols = column.symbols();
        for (int row = 0; row < hashes.length; row++) {
            hashes[row] = Hash.of(rowHashes[row], symbols[row] + 1);
        }
        int[] indices = Arrays.copyOf(numbers, order.size());
        indices[order.size() - 1] = index;
        return new Known(more, Collections.unmodifiableList(order), indices, hashes);
    }

    int rows() {
        return rowHashes.length;
    }

    int columnCount() {
        return columns.length;
    }

    /** A column, or null where it is not known yet. */
    Column column(int index) {
        return columns[index];
    }

    /** The columns in the order in which they became known. */
    List<Column> inOrder() {
        return inOrder;
    }

    /** The numbers of the columns that became known last, the last one first. */
    int[] nearest(int most) {
        int[] nearest = new int[Math.min(most, numbers.length)];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = numbers[numbers.length - 1 - i];
        }
        return nearest;
    }

    long[] rowHashes() {
        return rowHashes;
    }

    /** A hash of what is known of a row beside a column of text: the cell of the nearest known column. */
    public long beside(int index, int row) {
        for (int other = index - 1; other >= 0; other--) {
            if (columns[other] != null) {
                return columns[other].symbols()[row] + 1L;
            }
        }
        return 0;
    }
}
