package io.hourglass.data.source;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Schema;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a table that lies in its file column by column (Fortran order): all of it is read into memory, as rows are spread over the whole
 * file.
 */
final class ColumnMajorCursor implements Cursor {
    private final double[][] columns;
    private final int rows;
    private final int batchRows;
    private int row;

    ColumnMajorCursor(String source, ArrayLayout layout, InputStream in, Schema schema) {
        this.rows = layout.rows();
        this.batchRows = schema.batchRows();
        this.columns = new double[layout.rowElements()][];
        // Each column of the file is read as the rows of a one-column array.
        ArrayLayout all = new ArrayLayout(
                layout.type(),
                layout.order(),
                false,
                List.of(Math.multiplyExact(rows, columns.length)),
                layout.offset());
        Schema one = new Schema(schema.columns().subList(0, 1));
        try (ArrayCursor cells = new ArrayCursor(source, all, in, one)) {
            Batch batch = null;
            int used = 0;
            for (int c = 0; c < columns.length; c++) {
                columns[c] = new double[rows];
                for (int filled = 0; filled < rows; ) {
                    if (batch == null || used == batch.rows()) {
                        batch = cells.next();
                        used = 0;
                    }
                    int count = Math.min(rows - filled, batch.rows() - used);
                    System.arraycopy(batch.numbers(0), used, columns[c], filled, count);
                    filled += count;
                    used += count;
                }
            }
        }
    }

    @Override
    public Batch next() {
        int count = Math.min(batchRows, rows - row);
        if (count <= 0) {
            return null;
        }
        Batch.Builder batch = Batch.builder(count);
        for (double[] column : columns) {
            batch.numbers(Arrays.copyOfRange(column, row, row + count));
        }
        row += count;
        return batch.build();
    }

    @Override
    public void close() {
        row = rows;
    }
}
