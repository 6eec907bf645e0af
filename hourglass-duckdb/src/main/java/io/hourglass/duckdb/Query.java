package io.hourglass.duckdb;

import io.hourglass.engine.Engine;
import io.hourglass.error.DataException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;

/**
 * Runs SQL once and keeps its rows in a temporary Parquet file: a query may give its rows in another order, or others, when it is run
 * again, and tables are read several times.
 */
final class Query {
    private static final AtomicLong NEXT = new AtomicLong();
    private static final int SHOWN = 60;

    private Query() {}

    static Relation run(String sql, int threads, Engine engine) {
        String source = "the query " + shown(sql);
        List<String> statements = new SqlText(sql).statements();
        if (statements.isEmpty()) {
            throw new DataException(
                    "the query is empty; it needs a statement that gives rows, such as SELECT * FROM 'x.parquet'");
        }
        Path rows = DuckDb.scratch().resolve("query-" + NEXT.getAndIncrement() + ".parquet");
        ModelFunctions functions = new ModelFunctions(engine);
        try (DuckDBConnection connection = DuckDb.connect(threads);
                var statement = connection.createStatement()) {
            int last = statements.size() - 1;
            for (String before : statements.subList(0, last)) {
                statement.execute(functions.rewritten(before, connection));
            }
            String selection = functions.rewritten(statements.get(last), connection);
            statement.execute("COPY (" + selection + "\n) TO " + DuckDb.text(rows.toString())
                    + " (FORMAT parquet, COMPRESSION lz4)");
        } catch (SQLException e) {
            throw functions.failure().orElseGet(() -> SqlFailure.of(source, e));
        }
        return new Relation("read_parquet(" + DuckDb.text(rows.toString()) + ")", source, true, threads);
    }

    private static String shown(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return "'" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "'";
    }
}
