package io.hourglass.report.page;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.WordColumn;
import io.hourglass.words.Words;
import java.util.List;

/** The numbers behind a picture, folded away: for screen readers, and for all who want them. */
final class DataTable {
    private static final int MOST_ROWS = 100;

    private DataTable() {}

    static void write(Html html, Table table) {
        List<Column> columns = table.schema().columns();
        html.open("details", "class", "numbers");
        html.leaf("summary", "The numbers behind this picture");
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Numbers");
        html.open("table").open("thead").open("tr");
        columns.forEach(column -> html.leaf("th", column.name(), "scope", "col"));
        html.close().close().open("tbody");
        long shown = 0;
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null && shown < MOST_ROWS; batch = cursor.next()) {
                for (int row = 0; row < batch.rows() && shown < MOST_ROWS; row++, shown++) {
                    row(html, columns, batch, row);
                }
            }
        }
        html.close().close().close();
        long rows = table.rowCount().orElse(shown);
        if (rows > shown) {
            html.leaf("p", "The first " + shown + " of " + Words.count(rows) + " rows.", "class", "note");
        }
        html.close();
    }

    private static void row(Html html, List<Column> columns, Batch batch, int row) {
        html.open("tr");
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            String text = column instanceof ImageColumn ? "" : column.text(batch, c, row);
            html.leaf("td", text == null ? "" : text, "class", column instanceof WordColumn ? null : "number");
        }
        html.close();
    }
}
