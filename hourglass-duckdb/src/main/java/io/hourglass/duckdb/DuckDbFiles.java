package io.hourglass.duckdb;

import io.hourglass.data.sink.FileFormat;
import io.hourglass.data.sink.TableSink;
import io.hourglass.data.table.Schema;
import java.nio.file.Path;
import java.util.Set;

/** Writes Parquet, and JSON as one object a line or, as {@code .json}, as one array. */
public final class DuckDbFiles implements FileFormat {
    @Override
    public Set<String> extensions() {
        return Set.of("parquet", "ndjson", "jsonl", "json");
    }

    @Override
    public TableSink open(Path file, String extension, Schema schema, int threads) {
        return new DuckDbSink(file, options(extension), schema, threads);
    }

    /** What COPY is told of a format. */
    static String options(String extension) {
        return switch (extension) {
            case "parquet" -> "FORMAT parquet, COMPRESSION zstd";
            case "json" -> "FORMAT json, ARRAY true";
            default -> "FORMAT json";
        };
    }
}
