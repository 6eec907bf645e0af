package io.hourglass.measure;

import io.hourglass.math.StrictFunctions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Probabilities of classes beside the classes that rows are of.
 *
 * @param probabilities of each row, one a class
 * @param truth the class that each row is of
 */
public record ClassAnswers(float[][] probabilities, int[] truth) {
    private static final int BINS = 15;
    /** A class that is of probability 0 costs as much as one of this. */
    private static final double LEAST = 1e-15;

    public ClassAnswers {
        if (probabilities.length != truth.length || truth.length == 0) {
            throw new IllegalArgumentException("answers need a class for each of at least 1 row, got " + truth.length
                    + " for " + probabilities.length);
        }
    }

    /**
     * {@code accuracy}; {@code balancedAccuracy}, the mean over classes of the share of their rows that are told; {@code macroF1}, the mean over
     * classes of the harmonic mean of that share and of the share of the rows told to be of the class that are; {@code logLoss}, the mean
     * negative logarithm of the right class's probability; {@code ece}, the expected calibration error in 15 bins of equal width (Guo et
     * al. 2017, equation 5).
     */
    public Figures figures() {
        int[] told = told();
        Map<String, Estimate> figures = new LinkedHashMap<>();
        put(figures, "accuracy", counts -> accuracy(told, counts));
        put(figures, "balancedAccuracy", counts -> recalls(matrix(told, counts)));
        put(figures, "macroF1", counts -> harmonic(matrix(told, counts)));
        double[] logarithms = logarithms();
        put(figures, "logLoss", counts -> mean(logarithms, counts));
        put(figures, "ece", counts -> calibrationError(reliability(told, counts)));
        return new Figures(truth.length, figures);
    }

    private void put(Map<String, Estimate> figures, String name, ToDoubleFunction<int[]> figure) {
        figures.put(name, Bootstrap.of(truth.length, figure));
    }

    /** The number of classes. */
    public int classes() {
        return probabilities[0].length;
    }

    /** The likeliest class of each row, the first of several. */
    public int[] told() {
        int[] told = new int[truth.length];
        for (int r = 0; r < told.length; r++) {
            for (int c = 1; c < classes(); c++) {
                if (probabilities[r][c] > probabilities[r][told[r]]) {
                    told[r] = c;
                }
            }
        }
        return told;
    }

    /** The confusion matrix: how many rows of a class (first index) were told to be of another (second). */
    public long[][] matrix() {
        return matrix(told(), once());
    }

    /** Of each of 15 bins of the likeliest class's probability: its rows, the sum of that probability, and how often it was right. */
    public double[][] reliability() {
        return reliability(told(), once());
    }

    /** The probabilities of a class as scores for rows that are of it. */
    public Ranking ranking(int each) {
        double[] scores = new double[truth.length];
        boolean[] right = new boolean[truth.length];
        for (int r = 0; r < scores.length; r++) {
            scores[r] = probabilities[r][each];
            right[r] = truth[r] == each;
        }
        return new Ranking(scores, right);
    }

    private int[] once() {
        int[] once = new int[truth.length];
        Arrays.fill(once, 1);
        return once;
    }

    private double accuracy(int[] told, int[] counts) {
        double right = 0;
        for (int r = 0; r < told.length; r++) {
            right += told[r] == truth[r] ? counts[r] : 0;
        }
        return right / told.length;
    }

    private long[][] matrix(int[] told, int[] counts) {
        long[][] matrix = new long[classes()][classes()];
        for (int r = 0; r < told.length; r++) {
            matrix[truth[r]][told[r]] += counts[r];
        }
        return matrix;
    }

    /** Over the classes that rows are of. */
    private static double recalls(long[][] matrix) {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < matrix.length; c++) {
            long rows = Arrays.stream(matrix[c]).sum();
            sum += rows == 0 ? 0 : (double) matrix[c][c] / rows;
            present += rows == 0 ? 0 : 1;
        }
        return sum / present;
    }

    /** Over the classes that rows are of or were told to be of. */
    private static double harmonic(long[][] matrix) {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < matrix.length; c++) {
            long both = Arrays.stream(matrix[c]).sum();
            for (long[] row : matrix) {
                both += row[c];
            }
            sum += both == 0 ? 0 : 2.0 * matrix[c][c] / both;
            present += both == 0 ? 0 : 1;
        }
        return sum / present;
    }

    private double[] logarithms() {
        double[] logarithms = new double[truth.length];
        for (int r = 0; r < logarithms.length; r++) {
            logarithms[r] = -StrictFunctions.log(Math.max(LEAST, probabilities[r][truth[r]]));
        }
        return logarithms;
    }

    private static double mean(double[] values, int[] counts) {
        double sum = 0;
        for (int r = 0; r < values.length; r++) {
            sum += counts[r] * values[r];
        }
        return sum / values.length;
    }

    private double[][] reliability(int[] told, int[] counts) {
        double[][] bins = new double[BINS][3];
        for (int r = 0; r < told.length; r++) {
            double p = probabilities[r][told[r]];
            double[] bin = bins[Math.min(BINS - 1, (int) (p * BINS))];
            bin[0] += counts[r];
            bin[1] += counts[r] * p;
            bin[2] += told[r] == truth[r] ? counts[r] : 0;
        }
        return bins;
    }

    private double calibrationError(double[][] bins) {
        double sum = 0;
        for (double[] bin : bins) {
            sum += Math.abs(bin[1] - bin[2]);
        }
        return sum / truth.length;
    }
}
