package io.hourglass.duckdb;

import io.hourglass.data.source.RecordText;
import java.nio.file.Path;
import java.util.Map;

/** Parquet and JSON as text and back. */
public final class DuckDbRecords implements RecordText {
    @Override
    public Map<String, String> write(Path file, Path csv, int threads) {
        return TypedText.write(file, csv, threads).types();
    }

    @Override
    public Map<String, String> sound(Map<String, String> types) {
        return new TypedText(types).types();
    }

    @Override
    public void restore(Map<String, String> types, Path csv, Path file, String extension, int threads) {
        new TypedText(types).restore(csv, file, extension, threads);
    }
}
