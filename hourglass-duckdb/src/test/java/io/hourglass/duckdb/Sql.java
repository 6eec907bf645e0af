package io.hourglass.duckdb;

import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engines;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Files made by DuckDB itself, and tables as texts. */
final class Sql {
    static final Schema ANYTHING = new Schema(List.of());

    private Sql() {}

    /** Writes the rows of a query to a file, by the file's extension. */
    static Path file(Path file, String query) {
        run("COPY (" + query + ") TO " + DuckDb.text(file.toString()));
        return file;
    }

    static void run(String sql) {
        try (var connection = DuckDb.connect(2);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Table open(Path file) {
        return DataSource.open(file.toString(), SourceOptions.defaults());
    }

    static Table query(String sql) {
        return DataSource.query(sql, SourceOptions.defaults(), ANYTHING, Engines.java());
    }

    static List<String> kinds(Table table) {
        return table.schema().columns().stream()
                .map(column -> column.name() + " " + column.kind())
                .toList();
    }

    /** All rows, cells separated by bars. */
    static List<String> rows(Table table) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int r = 0; r < batch.rows(); r++) {
                    List<String> cells = new ArrayList<>();
                    for (int c = 0; c < batch.columns(); c++) {
                        Column column = table.schema().column(c);
                        cells.add(column.text(batch, c, r));
                    }
                    rows.add(cells.stream()
                            .map(String::valueOf)
                            .reduce((a, b) -> a + "|" + b)
                            .orElseThrow());
                }
            }
        }
        return rows;
    }
}
