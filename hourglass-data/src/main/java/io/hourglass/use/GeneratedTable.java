package io.hourglass.use;

import io.hourglass.cell.Cell;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.math.RandomStream;
import io.hourglass.model.Autoencoder;
import java.util.List;
import java.util.OptionalLong;

/**
 * Rows drawn from a model whose codes follow a known distribution, one window after the other where it learnt windows, computed as they
 * are read; levels and truth values are drawn by their probabilities.
 */
final class GeneratedTable implements Table {
    private static final int CHUNK = 1024;
    /** Sets the streams of drawn cells apart from those of codes. */
    private static final long CELLS = 1;

    private final Preparation preparation;
    private final Autoencoder model;
    private final long rows;
    private final long seed;

    GeneratedTable(Preparation preparation, Autoencoder model, long rows, long seed) {
        this.preparation = preparation;
        this.model = model;
        this.rows = rows;
        this.seed = seed;
    }

    @Override
    public Schema schema() {
        return preparation.schema();
    }

    @Override
    public String source() {
        return "generated rows";
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(rows);
    }

    @Override
    public Cursor open() {
        return new Cursor() {
            private long done;

            @Override
            public Batch next() {
                if (done == rows) {
                    return null;
                }
                int steps = model.spec().steps();
                int count = (int) Math.min(Math.max(1, CHUNK / steps) * (long) steps, rows - done);
                Batch batch = chunk(done, count);
                done += count;
                return batch;
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    private Batch chunk(long first, int count) {
        int steps = model.spec().steps();
        float[] reconstructions = model.generate(
                (count + steps - 1) / steps, RandomStream.of(seed, first).nextLong());
        RandomStream random = RandomStream.of(seed, first, CELLS);
        List<Cell> cells = preparation.cells();
        float[] prepared = new float[count * preparation.width()];
        int at = 0;
        int start = 0;
        for (int r = 0; r < count; r++) {
            for (Cell cell : cells) {
                cell.draw(reconstructions, start, prepared, at, random);
                at += cell.width();
                start += cell.outputs();
            }
        }
        return preparation.undo(prepared, count);
    }
}
