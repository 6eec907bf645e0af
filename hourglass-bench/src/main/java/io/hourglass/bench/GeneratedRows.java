package io.hourglass.bench;

import io.hourglass.data.sink.SinkFormat;
import io.hourglass.data.sink.TableSink;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.math.RandomStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Tables of 28 numeric columns, of any length, the same each time. */
final class GeneratedRows {
    private static final int WIDTH = 28;
    private static final int FACTORS = 6;
    private static final int DECIMALS = 4;
    private static final int BATCH = 10_000;

    private GeneratedRows() {}

    /** Writes rows that a few factors make, so that there is something to learn, with four decimals. */
    static void write(Path file, long rows) throws IOException {
        RandomStream random = RandomStream.of(Chain.SEED, WIDTH);
        float[] mix = new float[FACTORS * WIDTH];
        for (int i = 0; i < mix.length; i++) {
            mix[i] = random.nextGaussian();
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < WIDTH; c++) {
            columns.add(new NumericColumn("x" + c, DECIMALS));
        }
        Schema schema = new Schema(columns);
        try (OutputStream out = Files.newOutputStream(file);
                TableSink sink = SinkFormat.CSV.open(out, false, schema, OptionalLong.of(rows))) {
            for (long done = 0; done < rows; done += BATCH) {
                sink.write(batch((int) Math.min(BATCH, rows - done), random, mix));
            }
        }
    }

    private static Batch batch(int rows, RandomStream random, float[] mix) {
        double[][] cells = new double[WIDTH][rows];
        for (int r = 0; r < rows; r++) {
            float[] factors = new float[FACTORS];
            for (int f = 0; f < FACTORS; f++) {
                factors[f] = random.nextGaussian();
            }
            for (int c = 0; c < WIDTH; c++) {
                double sum = 0.1 * (random.nextFloat() - 0.5);
                for (int f = 0; f < FACTORS; f++) {
                    sum += factors[f] * mix[f * WIDTH + c];
                }
                cells[c][r] = sum;
            }
        }
        Batch.Builder batch = Batch.builder(rows);
        for (double[] column : cells) {
            batch.numbers(column);
        }
        return batch.build();
    }
}
