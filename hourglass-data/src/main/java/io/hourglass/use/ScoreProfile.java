package io.hourglass.use;

import java.util.Arrays;

/**
 * What scores are measured by: how far reconstructions of the training rows were off, and the scores that came of it.
 *
 * @param variance of each prepared value's residual over the training rows; unused for levels and truth values
 * @param quantiles of the training rows' scores, evenly spaced from the least to the greatest; at least two, ascending
 */
public record ScoreProfile(float[] variance, double[] quantiles) {
    /** The share of rows like the training rows that are called anomalies unless another is asked for. */
    public static final double USUAL_CONTAMINATION = 0.01;

    public ScoreProfile {
        for (float each : variance) {
            if (!(each >= 0 && each < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the variances of a profile of scores must be 0 or more and finite, got " + each);
            }
        }
        if (quantiles.length < 2) {
            throw new IllegalArgumentException("a profile of scores needs at least two quantiles");
        }
        for (int i = 0; i < quantiles.length; i++) {
            if (!Double.isFinite(quantiles[i]) || (i > 0 && quantiles[i] < quantiles[i - 1])) {
                throw new IllegalArgumentException("the quantiles of a profile of scores must be finite and ascend");
            }
        }
    }

    /**
     * The score above which a row is an anomaly.
     *
     * @param contamination the share of the training rows that would lie above it, above 0 and below 1
     */
    public double threshold(double contamination) {
        if (!(contamination > 0 && contamination < 1)) {
            throw new IllegalArgumentException("a contamination lies above 0 and below 1, got " + contamination);
        }
        double place = (1 - contamination) * (quantiles.length - 1);
        int low = (int) place;
        int high = Math.min(quantiles.length - 1, low + 1);
        return quantiles[low] + (place - low) * (quantiles[high] - quantiles[low]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreProfile profile
                && Arrays.equals(variance, profile.variance)
                && Arrays.equals(quantiles, profile.quantiles);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(variance) + Arrays.hashCode(quantiles);
    }

    @Override
    public String toString() {
        return "ScoreProfile[" + variance.length + " values, " + quantiles.length + " quantiles]";
    }
}
