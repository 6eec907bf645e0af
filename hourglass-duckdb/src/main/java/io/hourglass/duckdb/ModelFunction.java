package io.hourglass.duckdb;

import io.hourglass.Hourglass;
import io.hourglass.data.source.MissingTexts;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBWritableVector;

/** Scores or encodes the rows of a chunk; called by several threads at once. */
final class ModelFunction implements DuckDBScalarFunction {
    private static final int SCORE_COLUMN = 1;
    /** Chunks do not know where their rows stand. */
    private static final long NO_ROW = Long.MIN_VALUE;

    private final Hourglass model;
    private final boolean score;
    private final AtomicReference<RuntimeException> failure;
    private final Schema schema;
    private final List<CellReader> readers;

    /**
     * @param source what the call looks like, for messages
     * @param score whether to score; else to encode
     * @param failure where the first failure goes
     */
    ModelFunction(String source, Hourglass model, boolean score, AtomicReference<RuntimeException> failure) {
        this.model = model;
        this.score = score;
        this.failure = failure;
        this.schema = model.schema();
        MissingTexts missing = new MissingTexts(schema.missing());
        this.readers = schema.columns().stream()
                .map(column -> new CellReader(source, column, missing))
                .toList();
    }

    @Override
    public void apply(DuckDBDataChunkReader chunk, DuckDBWritableVector out) {
        try {
            int rows = (int) chunk.rowCount();
            if (rows > 0) {
                Table table = new MemoryTable(schema, List.of(batch(chunk, rows)));
                if (score) {
                    score(table, out);
                } else {
                    encode(table, out);
                }
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private Batch batch(DuckDBDataChunkReader chunk, int rows) {
        Batch.Builder batch = Batch.builder(rows);
        for (int c = 0; c < readers.size(); c++) {
            CellReader reader = readers.get(c);
            if (reader.isNumbers()) {
                batch.numbers(reader.numbers(chunk.vector(c), 0, rows, NO_ROW));
            } else {
                batch.texts(reader.texts(chunk.vector(c), 0, rows));
            }
        }
        return batch.build();
    }

    private void score(Table table, DuckDBWritableVector out) {
        try (Cursor cursor = model.score(table).open()) {
            double[] scores = cursor.next().numbers(SCORE_COLUMN);
            for (int r = 0; r < scores.length; r++) {
                out.setDouble(r, scores[r]);
            }
        }
    }

    /** A list as a text, since functions cannot give lists; each float as a text that gives it back. */
    private void encode(Table table, DuckDBWritableVector out) {
        try (Cursor cursor = model.encode(table).open()) {
            Batch codes = cursor.next();
            for (int r = 0; r < codes.rows(); r++) {
                StringBuilder list = new StringBuilder("[");
                for (int c = 0; c < codes.columns(); c++) {
                    list.append(c == 0 ? "" : ",").append((float) codes.numbers(c)[r]);
                }
                out.setString(r, list.append(']').toString());
            }
        }
    }
}
