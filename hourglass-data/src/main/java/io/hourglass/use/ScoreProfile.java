package io.hourglass.use;

import io.hourglass.file.SectionFile;
import io.hourglass.model.AutoencoderSpec;
import java.util.Arrays;

/**
 * What scores are measured by: how far reconstructions of the training rows were off, and the scores that came of it.
 *
 * @param variance of each prepared value's residual over the training rows; unused for levels and truth values
 * @param quantiles of the training rows' scores, evenly spaced from the least to the greatest; at least two, ascending
 */
public record ScoreProfile(float[] variance, double[] quantiles) {
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

    /** The profile that a file has of an autoencoder. */
    static ScoreProfile read(SectionFile file, String section, AutoencoderSpec spec) {
        ScoreProfile profile = file.record(section, ScoreProfile.class);
        if (profile.variance.length != spec.inputWidth()) {
            throw file.corrupt(
                    section,
                    "it has variances of " + profile.variance.length + " values, rows have " + spec.inputWidth());
        }
        return profile;
    }

    /** The score that a share of the training rows, from 0 to 1, lies at or below; linear between neighbours. */
    double quantile(double share) {
        double place = share * (quantiles.length - 1);
        int low = (int) place;
        int high = Math.min(quantiles.length - 1, low + 1);
        return quantiles[low] + (place - low) * (quantiles[high] - quantiles[low]);
    }

    /** The share of the training rows with a score above one. */
    double above(double score) {
        int low = 0;
        while (low < quantiles.length && quantiles[low] <= score) {
            low++;
        }
        if (low == 0 || low == quantiles.length) {
            return low == 0 ? 1 : 0;
        }
        double within = (score - quantiles[low - 1]) / (quantiles[low] - quantiles[low - 1]);
        return 1 - (low - 1 + within) / (quantiles.length - 1);
    }

    /**
     * The probability that a row like the training rows scores higher, from 0 to 1: the rate of false alarms at a threshold. Among the
     * highest tenth and beyond by an extreme-value fit; see {@code docs/maths/scores.md}.
     */
    public double falseAlarms(double threshold) {
        return ScoreTail.of(this).falseAlarms(threshold);
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
