package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.DerivedTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.model.Autoencoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The rows whose codes are nearest to a row's: by the number of different bits where codes are zeros and ones (Salakhutdinov and Hinton 2009,
 * "Semantic hashing"), by Euclidean distance elsewhere. Rows are read once, and none but the nearest are kept.
 */
final class Neighbours {
    private static final Comparator<Neighbour> NEAREST =
            Comparator.comparingDouble(Neighbour::distance).thenComparingLong(Neighbour::row);

    private final Preparation preparation;
    private final Autoencoder model;

    Neighbours(Preparation preparation, Autoencoder model) {
        this.preparation = preparation;
        this.model = model;
    }

    List<Neighbour> of(Table rows, long query, int most) {
        if (query < 0 || most < 1) {
            throw new IllegalArgumentException(
                    "a search takes a row, counted from 0, and asks for at least 1 other; got row " + query + " and "
                            + most);
        }
        Table fitted = rows.as(preparation.schema());
        Distance distance = distance(code(fitted, query));
        Table distances = new DerivedTable(
                fitted,
                new Schema(List.of(new NumericColumn("distance", -1))),
                model.threads(),
                () -> new PreparingChange(
                        preparation,
                        (batch, prepared, first) -> distances(distance, model.encode(prepared), batch.rows())));
        PriorityQueue<Neighbour> nearest = new PriorityQueue<>(NEAREST.reversed());
        long row = 0;
        try (Cursor cursor = distances.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (double each : batch.numbers(0)) {
                    if (row != query) {
                        nearest.add(new Neighbour(row, each));
                    }
                    if (nearest.size() > most) {
                        nearest.poll();
                    }
                    row++;
                }
            }
        }
        List<Neighbour> sorted = new ArrayList<>(nearest);
        sorted.sort(NEAREST);
        return sorted;
    }

    private static Batch distances(Distance distance, float[] codes, int rows) {
        double[] values = new double[rows];
        for (int r = 0; r < rows; r++) {
            values[r] = distance.to(codes, r * (codes.length / rows));
        }
        return Batch.builder(rows).numbers(values).build();
    }

    /** The code of a row of a table that has the model's columns. */
    private float[] code(Table fitted, long row) {
        return model.encode(prepared(preparation, fitted, row));
    }

    /** A row of a table that has the model's columns, prepared. */
    static float[] prepared(Preparation preparation, Table fitted, long row) {
        try (Cursor cursor = fitted.rows(row, row + 1).open()) {
            Batch batch = cursor.next();
            if (batch == null) {
                throw new IllegalArgumentException(
                        fitted.source() + " has no row " + row + "; rows are counted from 0");
            }
            return preparation.apply(batch, new Unseen());
        }
    }

    /** How far a code is from the one that is looked for. */
    private interface Distance {
        double to(float[] codes, int at);
    }

    private Distance distance(float[] code) {
        if (!model.spec().bottleneck().binary()) {
            return (codes, at) -> euclidean(code, codes, at);
        }
        long[] bits = new long[(code.length + Long.SIZE - 1) / Long.SIZE];
        Arrays.setAll(bits, word -> packed(code, 0, code.length, word));
        return (codes, at) -> hamming(bits, codes, at, code.length);
    }

    private static double euclidean(float[] code, float[] codes, int at) {
        double sum = 0;
        for (int i = 0; i < code.length; i++) {
            double difference = (double) code[i] - codes[at + i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /** The zeros and ones of a code that a word holds, 64 to each. */
    private static long packed(float[] codes, int at, int width, int word) {
        long bits = 0;
        for (int i = word * Long.SIZE; i < Math.min(width, (word + 1) * Long.SIZE); i++) {
            bits |= codes[at + i] == 1f ? 1L << i : 0L;
        }
        return bits;
    }

    private static double hamming(long[] bits, float[] codes, int at, int width) {
        int different = 0;
        for (int word = 0; word < bits.length; word++) {
            different += Long.bitCount(bits[word] ^ packed(codes, at, width, word));
        }
        return different;
    }
}
