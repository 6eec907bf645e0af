package io.hourglass.use;

import io.hourglass.math.StrictFunctions;

/**
 * How probable high scores are, beyond those of the training rows too: the logarithms of the highest tenth of the training rows' scores
 * follow a generalised Pareto distribution (Pickands 1975), whose scale and shape are found from probability-weighted moments (Hosking and
 * Wallis 1987, section 4). Logarithms, since a score is a square: its own tail can be so heavy that it has no mean.
 * Up to the highest hundredth the training rows' own quantiles serve, and the tail goes on from there.
 */
final class ScoreTail {
    /** The share of scores that the distribution is fitted to. */
    private static final double FITTED = 0.1;
    /** The share of scores that it stands for. */
    private static final double SHARE = 0.01;

    private static final double LN_2 = 0.6931471805599453;

    private final ScoreProfile profile;
    private final double start;
    private final double scale;
    private final double shape;

    private ScoreTail(ScoreProfile profile, double start, double scale, double shape) {
        this.profile = profile;
        this.start = start;
        this.scale = scale;
        this.shape = shape;
    }

    /** The tail of the scores of training rows. */
    static ScoreTail of(ScoreProfile profile) {
        double start = profile.quantile(1 - SHARE);
        double[] quantiles = profile.quantiles();
        int first = (int) Math.round((1 - FITTED) * (quantiles.length - 1));
        double fitted = quantiles[first];
        int cells = quantiles.length - 1 - first;
        double mean = 0;
        double weighted = 0;
        for (int i = 0; fitted > 0 && i < cells; i++) {
            double low = StrictFunctions.log(quantiles[first + i] / fitted);
            double high = StrictFunctions.log(quantiles[first + i + 1] / fitted);
            double middle = (low + high) / 2;
            if (i == cells - 1 && i > 0) { // one far row would decide; an exponential tail goes on from the cell before
                middle = low + (low - StrictFunctions.log(quantiles[first + i - 1] / fitted)) / LN_2;
            }
            mean += middle / cells;
            weighted += middle * (1 - (i + 0.5) / cells) / cells;
        }
        double shape = 2 - mean / (mean - 2 * weighted);
        double scale = 2 * mean * weighted / (mean - 2 * weighted); // grows along the tail
        scale += fitted > 0 ? shape * StrictFunctions.log(start / fitted) : 0;
        return scale > 0 && Double.isFinite(shape)
                ? new ScoreTail(profile, start, scale, shape)
                : new ScoreTail(profile, start, 0, 0);
    }

    /** The score that a row like the training rows exceeds with a probability above 0 and below 1. */
    double threshold(double rate) {
        if (rate >= SHARE) {
            return profile.quantile(1 - rate);
        }
        if (scale == 0) { // most scores are the same
            return profile.quantile(1);
        }
        double units = StrictFunctions.log(SHARE / rate);
        double beyond = Math.abs(shape) < 1e-9 ? units : (StrictFunctions.exp(shape * units) - 1) / shape;
        return Math.min(Scorer.MOST, start * StrictFunctions.exp(Math.min(200, scale * beyond)));
    }

    /** The probability that a row like the training rows has a higher score. */
    double falseAlarms(double score) {
        if (score < start || scale == 0) {
            return profile.above(score);
        }
        double units = StrictFunctions.log(score / start) / scale;
        double left = 1 + shape * units;
        if (left <= 0) {
            return 0;
        }
        double decline = Math.abs(shape) < 1e-9 ? units : StrictFunctions.log(left) / shape;
        return SHARE * StrictFunctions.exp(-decline);
    }
}
