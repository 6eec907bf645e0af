package io.hourglass.codec.model;

import java.util.ArrayList;
import java.util.List;

/** The columns of a block that are coded already, and a hash of each row over all of them. */
public final class Known {
    private final Column[] columns;
    private final List<Column> inOrder = new ArrayList<>();
    private final long[] rowHashes;

    /**
     * @param columns how many columns the block has
     * @param rows how many rows it has
     */
    public Known(int columns, int rows) {
        this.columns = new Column[columns];
        rowHashes = new long[rows];
    }

    /** A coded column becomes known. */
    public void add(int index, Column column) {
        column.complete();
        columns[index] = column;
        inOrder.add(column);
        int[] symbols = column.symbols();
        for (int row = 0; row < rowHashes.length; row++) {
            rowHashes[row] = Hash.of(rowHashes[row], symbols[row] + 1);
        }
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

    long[] rowHashes() {
        return rowHashes;
    }
}
