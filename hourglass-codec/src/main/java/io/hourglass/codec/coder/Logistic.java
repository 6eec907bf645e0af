package io.hourglass.codec.coder;

import io.hourglass.math.StrictFunctions;

/**
 * The logistic function and its inverse in fixed point. A stretched probability is ln(p / (1 - p)) in units of 1 / 1024,
 * within -{@link #LIMIT} and {@link #LIMIT}; a probability is in units of 1 / 65536.
 */
public final class Logistic {
    /** The greatest stretched probability. */
    public static final int LIMIT = 12_287;

    /** Stretched probabilities are this many to one. */
    public static final int UNIT = 1024;

    private static final short[] STRETCH = stretches();
    private static final char[] SQUASH = squashes();

    private Logistic() {}

    private static short[] stretches() {
        short[] table = new short[BitCoder.ONE];
        for (int p = 1; p < table.length; p++) {
            double odds = (double) p / (BitCoder.ONE - p);
            table[p] = (short) Math.floor(UNIT * StrictFunctions.log(odds) + 0.5);
        }
        table[0] = table[1];
        return table;
    }

    private static char[] squashes() {
        char[] table = new char[(LIMIT + 1) / 2];
        for (int i = 0; i < table.length; i++) {
            double x = (4 * i + 2 - (LIMIT + 1)) / (double) UNIT;
            double p = BitCoder.ONE / (1 + StrictFunctions.exp(-x));
            table[i] = (char) Math.max(1, Math.min(BitCoder.ONE - 1, Math.floor(p + 0.5)));
        }
        return table;
    }

    /** The stretched probability. */
    public static int stretch(int probability) {
        return STRETCH[probability];
    }

    /** The probability, 1 to 65535, of any stretched one. */
    public static int squash(int stretched) {
        int x = Math.max(-LIMIT, Math.min(LIMIT, stretched));
        return SQUASH[(x + LIMIT + 1) >> 2];
    }

    /** The logarithm to base 2. */
    public static double log2(double x) {
        return StrictFunctions.log(x) * 1.4426950408889634;
    }
}
