package io.hourglass.measure;

import io.hourglass.math.RandomStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Intervals by the percentile bootstrap (Efron 1979; Efron and Tibshirani 1993, section 13.3): rows are drawn with replacement, as many
 * as there are, and the figure is taken again; its interval holds the middle 95 % of a thousand such figures. Of many rows fewer draws
 * are made, at least two hundred.
 */
public final class Bootstrap {
    private static final int DRAWS = 1000;
    private static final int FEWEST_DRAWS = 200;
    /** About a second. */
    private static final long DRAWN_ROWS = 50_000_000;

    private static final double TAIL = 0.025;
    /** Intervals are always drawn alike, so that the same answers have the same ones. */
    private static final long SEED = 42;

    private Bootstrap() {}

    /**
     * A figure and its interval.
     *
     * @param rows how many, at least 1
     * @param figure of rows, given how often each counts; NaN where they do not have it, which leaves a draw out
     */
    public static Estimate of(int rows, ToDoubleFunction<int[]> figure) {
        int[] counts = new int[rows];
        Arrays.fill(counts, 1);
        double value = figure.applyAsDouble(counts);
        int draws = (int) Math.max(FEWEST_DRAWS, Math.min(DRAWS, DRAWN_ROWS / rows));
        double[] drawn = new double[draws];
        int found = 0;
        for (int draw = 0; draw < draws; draw++) {
            Arrays.fill(counts, 0);
            RandomStream random = RandomStream.of(SEED, draw);
            for (int i = 0; i < rows; i++) {
                counts[random.nextInt(rows)]++;
            }
            double again = figure.applyAsDouble(counts);
            if (!Double.isNaN(again)) {
                drawn[found++] = again;
            }
        }
        if (found == 0 || Double.isNaN(value)) {
            return new Estimate(value, Double.NaN, Double.NaN);
        }
        Arrays.sort(drawn, 0, found);
        return new Estimate(value, quantile(drawn, found, TAIL), quantile(drawn, found, 1 - TAIL));
    }

    /** Between the two nearest of sorted values. */
    private static double quantile(double[] sorted, int count, double share) {
        double place = share * (count - 1);
        int below = (int) place;
        int above = Math.min(count - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
