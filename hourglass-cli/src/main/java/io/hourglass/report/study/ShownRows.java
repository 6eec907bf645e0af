package io.hourglass.report.study;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.SelectedRows;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.util.List;

/**
 * The rows that a report is about, in memory: all of them, or evenly spaced ones where there are too many to draw.
 *
 * @param table the rows in one batch, with the columns of the model first
 * @param numbers of the rows in the data, from 0
 * @param total the rows of the data
 */
public record ShownRows(MemoryTable table, long[] numbers, long total) {
    /** More points than this make a page slow. */
    private static final int MOST_ROWS = 10_000;
    /** And so many values make it slow to compute. */
    private static final int MOST_VALUES = 8_000_000;

    /**
     * Takes rows from a table.
     *
     * @param table has the columns of the model first
     * @param width the values of a row
     * @throws DataException if there are none
     */
    public static ShownRows of(Table table, int width) {
        long total = table.countRows();
        if (total == 0) {
            throw new DataException(table.source() + ": there are no rows to report on");
        }
        long most = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / width));
        long shown = Math.min(most, total);
        MemoryTable picked = MemoryTable.copyOf(
                shown == total
                        ? table
                        : new SelectedRows(table, row -> row * shown / total != (row + 1) * shown / total));
        long[] numbers = new long[(int) shown];
        int at = 0;
        for (long row = 0; row < total; row++) {
            if (row * shown / total != (row + 1) * shown / total) {
                numbers[at++] = row;
            }
        }
        return new ShownRows(new MemoryTable(table.schema(), List.of(picked.joined())), numbers, total);
    }

    /** How many are shown. */
    public int count() {
        return numbers.length;
    }

    /** All of them. */
    public Batch batch() {
        return table.joined();
    }

    /** A column. */
    public Column column(int index) {
        return table.schema().column(index);
    }

    /** A cell as its column writes it; empty where it is missing. */
    public String text(int column, int row) {
        String text = column(column).text(batch(), column, row);
        return text == null ? "" : text;
    }

    /** What a row is called, for instance {@code row 17}. */
    public String name(int row) {
        return "row " + numbers[row];
    }
}
