package io.hourglass.report.figure;

import java.util.Arrays;

/**
 * Counts of values in bins of one width.
 *
 * @param from where the first bin starts
 * @param width of a bin
 * @param bins how many there are; the last one holds all that is greater too
 */
record Histogram(double from, double width, int bins) {
    private static final int BINS = 50;

    /** Bins up to a value that few exceed, or up to another that should be seen. */
    static Histogram over(double seen, double[]... values) {
        double[] all = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double from = all.length == 0 ? 0 : all[0];
        double most = all.length == 0 ? 1 : all[(int) ((all.length - 1) * 0.995)];
        double to = Math.max(most, Double.isNaN(seen) ? most : from + (seen - from) * 1.3);
        return new Histogram(from, to > from ? (to - from) / BINS : 1, BINS);
    }

    double[] counts(double... values) {
        double[] counts = new double[bins];
        for (double value : values) {
            counts[(int) Math.max(0, Math.min(bins - 1, (value - from) / width))]++;
        }
        return counts;
    }

    double[] starts() {
        double[] starts = new double[bins];
        Arrays.setAll(starts, bin -> from + bin * width);
        return starts;
    }
}
