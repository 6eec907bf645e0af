package io.hourglass.data;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables as lists of texts, for comparing. */
public final class TableTexts {
    private TableTexts() {}

    /** All rows; missing cells are null, images their pixels. */
    public static List<List<String>> rows(Table table) {
        List<List<String>> rows = new ArrayList<>();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    rows.add(row(table, batch, row));
                }
            }
        }
        return rows;
    }

    private static List<String> row(Table table, Batch batch, int row) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < batch.columns(); c++) {
            Column column = table.schema().column(c);
            if (column instanceof ImageColumn) {
                int values = column.valuesPerRow();
                cells.add(Arrays.toString(Arrays.copyOfRange(batch.pixels(c), row * values, (row + 1) * values)));
            } else {
                cells.add(column.text(batch, c, row));
            }
        }
        return cells;
    }

    /** One column's texts. */
    public static List<String> column(Table table, String name) {
        int index = table.schema().index(name);
        List<String> cells = new ArrayList<>();
        rows(table).forEach(row -> cells.add(row.get(index)));
        return cells;
    }
}
