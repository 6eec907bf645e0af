package io.hourglass.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.duckdb.DuckDBConnection;

/**
 * Something to select from.
 *
 * @param sql what stands behind FROM
 * @param source what the user calls it
 * @param counted whether its rows can be counted without reading them
 * @param threads how many threads may read it
 */
record Relation(String sql, String source, boolean counted, int threads) {
    /** A column as DuckDB sees it. */
    record Field(String name, String type) {}

    DuckDBConnection connect() {
        return DuckDb.connect(threads);
    }

    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (List<String> row : rows("DESCRIBE SELECT * FROM " + sql, 2)) {
            fields.add(new Field(row.get(0), row.get(1)));
        }
        return fields;
    }

    OptionalLong count() {
        return counted ? OptionalLong.of(Long.parseLong(row(List.of("count(*)")).get(0))) : OptionalLong.empty();
    }

    /** The values of aggregates over all rows, as texts; null for NULL. */
    List<String> row(List<String> aggregates) {
        return rows("SELECT " + String.join(", ", aggregates) + " FROM " + sql, aggregates.size())
                .get(0);
    }

    private List<List<String>> rows(String query, int columns) {
        List<List<String>> rows = new ArrayList<>();
        try (DuckDBConnection connection = connect();
                var statement = connection.createStatement();
                var results = statement.executeQuery(query)) {
            while (results.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(results.getString(i));
                }
                rows.add(row);
            }
        } catch (SQLException e) {
            throw SqlFailure.of(source, e);
        }
        return rows;
    }
}
