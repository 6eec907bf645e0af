package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.List;

/** What is in data: rows, columns and what was noticed while they were understood. */
final class DataInspection {
    private DataInspection() {}

    static void show(Table table, Console console) {
        List<ColumnSummary> columns = new ArrayList<>();
        table.schema().columns().forEach(column -> columns.add(new ColumnSummary(column)));
        long rows = 0;
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int c = 0; c < columns.size(); c++) {
                    columns.get(c).add(batch, c);
                }
                rows += batch.rows();
            }
        }
        console.result(object(table, rows, columns), text(table, rows, columns));
    }

    private static JsonObject object(Table table, long rows, List<ColumnSummary> columns) {
        JsonObject object = new JsonObject();
        object.addProperty("file", table.source());
        object.addProperty("kind", "data");
        object.addProperty("rows", rows);
        JsonArray array = new JsonArray();
        columns.forEach(column -> array.add(column.object()));
        object.add("columns", array);
        JsonArray notices = new JsonArray();
        table.notices().forEach(notices::add);
        object.add("notices", notices);
        return object;
    }

    private static String text(Table table, long rows, List<ColumnSummary> columns) {
        TextTable text = TextTable.indented("column", "kind", "missing", "distinct", "min", "max");
        columns.forEach(column -> text.row(column.cells()));
        StringBuilder lines = new StringBuilder(table.source() + ": " + Words.count(rows, "row") + ", "
                + Words.count(columns.size(), "column") + "\n" + text);
        table.notices().forEach(notice -> lines.append("\nnote: ").append(notice));
        return lines.toString();
    }
}
