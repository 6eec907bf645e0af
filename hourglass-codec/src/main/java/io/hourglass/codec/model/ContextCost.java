package io.hourglass.codec.model;

import java.util.Arrays;

/**
 * What a column's symbols would cost, learnt adaptively in a context, over a sample of rows: each symbol costs
 * -log2((n(context, symbol) + a p(symbol)) / (n(context) + a)), with p its share in the sample. Contexts that are too fine
 * pay for what they must learn, so that costs compare. Used by the encoder alone, so its last bits do not matter.
 */
final class ContextCost {
    private static final double WEIGHT = 1.5;

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

    /** To about two decimals. */
    private static double log2(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) - 1023;
        double m = Double.longBitsToDouble((bits & 0xfffffffffffffL) | 0x3ff0000000000000L);
        return exponent + (m - 1) * (1.3465 - 0.3465 * (m - 1));
    }
}
