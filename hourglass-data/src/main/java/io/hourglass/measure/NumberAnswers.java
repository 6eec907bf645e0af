package io.hourglass.measure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers that were told beside those that are true.
 *
 * @param told of each row
 * @param truth of each row
 */
public record NumberAnswers(double[] told, double[] truth) {
    public NumberAnswers {
        if (told.length != truth.length || truth.length == 0) {
            throw new IllegalArgumentException(
                    "answers need a number for each of at least 1 row, got " + truth.length + " for " + told.length);
        }
    }

    /**
     * {@code rmse}, the root of the mean squared error; {@code mae}, the mean absolute error; {@code r2}, the share of the variance that is
     * told, 1 - Σ (y - ŷ)² / Σ (y - mean)², below 0 where the mean would do better.
     */
    public Figures figures() {
        Map<String, Estimate> figures = new LinkedHashMap<>();
        figures.put("rmse", Bootstrap.of(truth.length, counts -> Math.sqrt(squared(counts) / truth.length)));
        figures.put("mae", Bootstrap.of(truth.length, this::absolute));
        figures.put("r2", Bootstrap.of(truth.length, counts -> 1 - squared(counts) / variation(counts)));
        return new Figures(truth.length, figures);
    }

    private double squared(int[] counts) {
        double sum = 0;
        for (int r = 0; r < told.length; r++) {
            sum += counts[r] * (told[r] - truth[r]) * (told[r] - truth[r]);
        }
        return sum;
    }

    private double absolute(int[] counts) {
        double sum = 0;
        for (int r = 0; r < told.length; r++) {
            sum += counts[r] * Math.abs(told[r] - truth[r]);
        }
        return sum / told.length;
    }

    private double variation(int[] counts) {
        double mean = 0;
        for (int r = 0; r < truth.length; r++) {
            mean += counts[r] * truth[r] / truth.length;
        }
        double sum = 0;
        for (int r = 0; r < truth.length; r++) {
            sum += counts[r] * (truth[r] - mean) * (truth[r] - mean);
        }
        return sum == 0 ? Double.NaN : sum;
    }
}
