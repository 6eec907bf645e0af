package io.hourglass.codec.model;

import java.util.Arrays;

/**
 * A column as symbols. Symbols below {@code words} stand for texts, those from there on for numbers in ascending order. Once
 * all its cells are known, a column can be a context of others: then it also has values and bins.
 */
public final class Column {
    /** How many bins the numbers of a column fall in, at most. */
    static final int BINS = 20;

    private final Alphabet alphabet;
    private final long[] codes;
    private int[] symbols;
    private int symbolCount;
    private double[] values;
    private double scale = 1;
    private float[] logs;
    private int[] bins;
    private int binCount;

    /**
     * @param alphabet what the codes stand for
     * @param codes for each row a word, or the alphabet's words plus a number's place or distance from the least
     */
    public Column(Alphabet alphabet, long[] codes) {
        this.alphabet = alphabet;
        this.codes = codes;
    }

    /** What the codes stand for. */
    public Alphabet alphabet() {
        return alphabet;
    }

    /** The codes, a row each. */
    public long[] codes() {
        return codes;
    }

    /** Whether the column has numbers. */
    public boolean isOrdered() {
        return alphabet.hasNumbers();
    }

    /** Makes the column a context of others, when all its codes are known. */
    public void complete() {
        int words = alphabet.words();
        if (alphabet.isWide()) {
            rank();
        } else {
            symbolCount = words + alphabet.numbers().length;
            symbols = new int[codes.length];
            for (int row = 0; row < codes.length; row++) {
                symbols[row] = (int) codes[row];
            }
        }
        if (isOrdered()) {
            measure(words);
        }
        cut(words);
    }

    private void measure(int words) {
        values = new double[codes.length];
        double sum = 0;
        for (int row = 0; row < codes.length; row++) {
            values[row] = codes[row] < words ? Double.NaN : (double) alphabet.number(codes[row]);
            sum += codes[row] < words ? 0 : Math.abs(values[row]);
        }
        scale = sum > 0 ? codes.length / sum : 1;
    }

    private void rank() {
        long[] sorted = codes.clone();
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        symbols = new int[codes.length];
        symbolCount = distinct;
        for (int row = 0; row < codes.length; row++) {
            symbols[row] = Arrays.binarySearch(sorted, 0, distinct, codes[row]);
        }
    }

    /** Bins with about as many rows each; the words have a bin in common with their own kind. */
    private void cut(int words) {
        bins = new int[codes.length];
        int[] counts = new int[symbolCount];
        for (int symbol : symbols) {
            counts[symbol]++;
        }
        int[] bin = new int[symbolCount];
        long seen = 0;
        for (int symbol = 0; symbol < symbolCount; symbol++) {
            long middle = seen + counts[symbol] / 2;
            bin[symbol] = alphabet.hasNumbers() && symbol < words
                    ? Math.min(symbol, 2)
                    : (int) (middle * BINS / codes.length) + (alphabet.hasNumbers() ? Math.min(words, 3) : 0);
            seen += counts[symbol];
        }
        for (int row = 0; row < bins.length; row++) {
            bins[row] = bin[symbols[row]];
            binCount = Math.max(binCount, bins[row] + 1);
        }
    }

    int[] symbols() {
        return symbols;
    }

    int symbolCount() {
        return symbolCount;
    }

    /** The numbers, NaN for words. */
    double[] values() {
        return values;
    }

    /** What numbers are multiplied by to be about one in size. */
    double scale() {
        return scale;
    }

    /** The signed logarithms of the numbers, made when asked for first; several columns that are coded at once may ask. */
    synchronized float[] logs() {
        if (logs == null) {
            logs = new float[values.length];
            for (int row = 0; row < logs.length; row++) {
                logs[row] = (float) Predictors.log(values[row]);
            }
        }
        return logs;
    }

    int[] bins() {
        return bins;
    }

    int binCount() {
        return binCount;
    }
}
