package io.hourglass.label;

import io.hourglass.math.StrictFunctions;

/**
 * The one number that logits are divided by so that probabilities are as often right as they say: the one that makes held-out labels most
 * probable (Guo et al. 2017, section 4.2), with a weak prior around 1. It never changes which class is likeliest.
 */
final class Temperature {
    /**
     * The standard deviation of the temperature's logarithm before anything is known: a few held rows that are all told right would
     * otherwise make the model as sure as can be.
     */
    private static final double USUAL = 0.5;

    private static final double LEAST = -3;
    private static final double MOST = 3;
    /** Halvings of a golden section of that range; 60 end far below what a probability shows. */
    private static final int STEPS = 60;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** Fewer rows say too little: the temperature stays 1. */
    static final int FEWEST = 20;

    private Temperature() {}

    /**
     * The best temperature; the negative logarithm of likelihood has one minimum along its logarithm's inverse, so sections find it.
     *
     * @param logits rows × classes
     * @param truth of each row, from 0 on
     */
    static double of(float[] logits, int[] truth) {
        if (truth.length < FEWEST) {
            return 1;
        }
        double low = LEAST;
        double high = MOST;
        for (int step = 0; step < STEPS; step++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (penalised(logits, truth, exp(left)) < penalised(logits, truth, exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return exp((low + high) / 2);
    }

    private static double exp(double x) {
        return StrictFunctions.exp((float) x);
    }

    private static double penalised(float[] logits, int[] truth, double temperature) {
        double sum = 0;
        for (double each : losses(logits, truth, temperature)) {
            sum += each;
        }
        double far = StrictFunctions.log(temperature) / USUAL;
        return sum + far * far / 2;
    }

    /** The negative logarithm of each row's likelihood. */
    static double[] losses(float[] logits, int[] truth, double temperature) {
        int classes = logits.length / truth.length;
        double[] p = new double[classes];
        double[] losses = new double[truth.length];
        for (int r = 0; r < truth.length; r++) {
            double greatest = logits[r * classes];
            for (int c = 1; c < classes; c++) {
                greatest = Math.max(greatest, logits[r * classes + c]);
            }
            double all = 0;
            for (int c = 0; c < classes; c++) {
                p[c] = (logits[r * classes + c] - greatest) / temperature;
                all += StrictFunctions.exp((float) p[c]);
            }
            losses[r] = StrictFunctions.log((float) all) - p[truth[r]];
        }
        return losses;
    }
}
