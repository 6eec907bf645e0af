package io.hourglass.duckdb;

import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.source.TableFormat;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Reads Parquet, JSON (an array of objects, or one object a line) and the rows of SQL. */
public final class DuckDbFormat implements TableFormat {
    @Override
    public Set<String> extensions() {
        return Set.of("parquet", "json", "ndjson", "jsonl");
    }

    @Override
    public Table open(Path file, SourceOptions options, Schema expected) {
        return new DuckDbSource(
                        relation(file, options.threads()), options.override().missing(), expected)
                .table();
    }

    /** The rows of a file. */
    static Relation relation(Path file, int threads) {
        boolean parquet = file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
        String path = DuckDb.text(literal(file));
        // All of a JSON file is looked at: a type guessed from its beginning would fail in its midst.
        String sql = parquet ? "read_parquet(" + path + ")" : "read_json(" + path + ", sample_size = -1)";
        return new Relation(sql, file.toString(), parquet, threads);
    }

    @Override
    public Table query(String sql, SourceOptions options, Schema expected, Engine engine) {
        Relation relation = Query.run(sql, options.threads(), engine);
        return new DuckDbSource(relation, options.override().missing(), expected).table();
    }

    /** A path in which no character stands for others. */
    private static String literal(Path file) {
        return file.toAbsolutePath().toString().replaceAll("([*?\\[])", "[$1]");
    }
}
