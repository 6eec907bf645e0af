package io.hourglass.codec.model;

import io.hourglass.codec.coder.Logistic;
import java.util.Arrays;

/**
 * What a column's symbols would cost, learnt adaptively in a context, over a sample of rows: each symbol costs
 * -log2((n(context, symbol) + a p(symbol)) / (n(context) + a)), with p its share in the sample. Contexts that are too fine
 * pay for what they must learn, so that costs compare. Used by the encoder alone, so its last bits do not matter.
 */
final class ContextCost {
    private static final double WEIGHT = 1.5;
    private static final int LOG_BITS = 11;
    private static final double[] LOGS = logs();

    private final int[] rows;
    private final int[] targets;
    private final double[] prior;
    private final long[] keys;
    private final int[] counts;
    private final int mask;

    ContextCost(int[] targets, int symbols, int[] rows) {
        this.targets = targets;
        this.rows = rows;
        prior = new double[symbols];
        for (int row : rows) {
            prior[targets[row]]++;
        }
        for (int s = 0; s < symbols; s++) {
            prior[s] = WEIGHT * (prior[s] + 0.02) / (rows.length + 0.02 * symbols);
        }
        int size = Integer.highestOneBit(Math.max(64, rows.length)) * 8;
        mask = size - 1;
        keys = new long[size];
        counts = new int[size];
    }

    /** A context as a number for each row. */
    interface Context {
        long of(int row);
    }

    /** The cost in bits of the sample in a context. */
    double of(Context context) {
        Arrays.fill(counts, 0);
        double cost = 0;
        for (int row : rows) {
            long hash = Hash.of(7, context.of(row));
            int symbol = targets[row];
            int all = slot(hash);
            int both = slot(Hash.of(hash, symbol + 1));
            cost += log2(counts[all] + WEIGHT) - log2(counts[both] + prior[symbol]);
            counts[all]++;
            counts[both]++;
        }
        return cost;
    }

    private int slot(long hash) {
        long key = hash | 1;
        int at = (int) (Hash.spread(hash) >>> 40) & mask;
        while (counts[at] > 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        keys[at] = key;
        return at;
    }

    /** To about three decimals, and with errors of both signs: sums over many rows must not drift. */
    private static double log2(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return (int) (bits >>> 52) - 1023 + LOGS[(int) (bits >>> (52 - LOG_BITS)) & ((1 << LOG_BITS) - 1)];
    }

    private static double[] logs() {
        double[] logs = new double[1 << LOG_BITS];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Logistic.log2(1 + (i + 0.5) / logs.length);
        }
        return logs;
    }
}
