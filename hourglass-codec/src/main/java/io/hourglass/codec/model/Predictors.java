package io.hourglass.codec.model;

import io.hourglass.math.StrictFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions of a number from what is known of the row and the rows before, each with its mean error so far. A prediction
 * becomes a context by the distance, in errors, of a decision's middle from it.
 */
final class Predictors {
    static final int PREVIOUS = 0;
    static final int LINE = 1;
    static final int CONTEXT_MEAN = 2;
    static final int CHAIN_MEAN = 3;
    static final int RAW = 4;
    static final int LOG = 5;
    static final int COUNT = 6;
    /** What the contexts of a number are of: those of the predictions, then three of two predictions each. */
    static final List<Predictor> CONTEXTS = List.of(
            Predictor.TREND,
            Predictor.TREND,
            Predictor.MEANS,
            Predictor.MEANS,
            Predictor.LEAST_SQUARES,
            Predictor.LEAST_SQUARES,
            Predictor.LEAST_SQUARES,
            Predictor.LEAST_SQUARES,
            Predictor.LEAST_SQUARES);

    private static final int MEANS = 1 << 14;
    private static final int NEAR = 64;
    private static final int NUMBERS = 14;
    private static final int LEVELS = 12;
    private static final int INPUTS = 48;
    private static final double LARGEST_LOG = 43;

    private final double[] prediction = new double[COUNT];
    private final double[] error = new double[COUNT];
    private final boolean[] ready = new boolean[COUNT];
    private final boolean history;
    private final double[][] means = new double[2][];
    private final int[][] counts = new int[2][MEANS];
    private final int[] meanIndex = new int[2];
    private final List<Column> numbers = new ArrayList<>();
    /** Those of {@link #numbers}, asked for once. */
    private final List<float[]> logs = new ArrayList<>();

    private final List<Column> categories = new ArrayList<>();
    private final LeastSquares raw;
    private final LeastSquares log;
    private final double[] rawInputs;
    private final double[] logInputs;
    private final double scale;
    private double before;
    private double beforeThat;
    private int seen;

    Predictors(Known known, ColumnPlan plan, double scale) {
        this.history = plan.has(ColumnPlan.HISTORY);
        this.scale = scale;
        means[0] = new double[MEANS];
        means[1] = new double[MEANS];
        int size = 3;
        for (Column column : known.nearestColumns(NEAR)) {
            if (column.isOrdered() && numbers.size() < NUMBERS) {
                numbers.add(column);
                logs.add(column.logs());
                size++;
            }
        }
        for (Column column : known.nearestColumns(NEAR)) {
            if (!column.isOrdered() && column.symbolCount() <= LEVELS && size + column.symbolCount() <= INPUTS) {
                categories.add(column);
                size += column.symbolCount();
            }
        }
        raw = new LeastSquares(size);
        log = new LeastSquares(size);
        rawInputs = new double[size];
        logInputs = new double[size];
        java.util.Arrays.fill(error, scale);
    }

    /** Predicts a row's number. */
    void predict(int row, long single, long chain) {
        prediction[PREVIOUS] = before;
        prediction[LINE] = 2 * before - beforeThat;
        ready[PREVIOUS] = history && seen > 0;
        ready[LINE] = history && seen > 1;
        meanIndex[0] = (int) (Hash.spread(single) >>> 50);
        meanIndex[1] = (int) (Hash.spread(chain) >>> 50);
        for (int i = 0; i < 2; i++) {
            prediction[CONTEXT_MEAN + i] = means[i][meanIndex[i]];
            ready[CONTEXT_MEAN + i] = counts[i][meanIndex[i]] > 0;
        }
        fill(row);
        ready[RAW] = raw.isReady();
        ready[LOG] = log.isReady();
        if (ready[RAW]) {
            prediction[RAW] = raw.predict(rawInputs);
            prediction[LOG] = unlog(log.predict(logInputs));
        }
    }

    private void fill(int row) {
        rawInputs[0] = 1;
        logInputs[0] = 1;
        int at = 1;
        for (int i = 0; i < numbers.size(); i++) {
            Column column = numbers.get(i);
            double value = column.values()[row];
            rawInputs[at] = Double.isNaN(value) ? 0 : value * column.scale();
            logInputs[at++] = Double.isNaN(value) ? 0 : logs.get(i)[row];
        }
        rawInputs[at] = history ? before / scale : 0;
        logInputs[at++] = history ? log(before) : 0;
        rawInputs[at] = history ? beforeThat / scale : 0;
        logInputs[at++] = history ? log(beforeThat) : 0;
        for (Column column : categories) {
            int count = column.symbolCount();
            int symbol = column.symbols()[row];
            for (int i = 0; i < count; i++) {
                rawInputs[at + i] = 0;
                logInputs[at + i] = 0;
            }
            rawInputs[at + symbol] = 1;
            logInputs[at + symbol] = 1;
            at += count;
        }
    }

    static double log(double value) {
        double size = StrictFunctions.log1p(Math.abs(value));
        return value < 0 ? -size : size;
    }

    private static double unlog(double value) {
        double size = StrictFunctions.expm1(Math.min(LARGEST_LOG, Math.abs(value)));
        return value < 0 ? -size : size;
    }

    /** Learns the row's number. */
    void learn(double value) {
        seen++;
        for (int k = 0; k < COUNT; k++) {
            if (ready[k]) {
                double off = Math.abs(value - prediction[k]);
                error[k] += (Math.min(off, 16 * error[k] + 1) - error[k]) / Math.min(seen + 1, 200);
            }
        }
        for (int i = 0; i < 2; i++) {
            int n = Math.min(255, counts[i][meanIndex[i]] + 1);
            counts[i][meanIndex[i]] = n;
            means[i][meanIndex[i]] += (value - means[i][meanIndex[i]]) / n;
        }
        raw.learn(rawInputs, value);
        log.learn(logInputs, log(value));
        beforeThat = before;
        before = value;
    }

    boolean isReady(int k) {
        return ready[k];
    }

    /** The distance of a middle from a prediction in grades, 0 to 126. */
    int distance(int k, double middle) {
        return 63 + grade((middle - prediction[k]) / (error[k] * 0.0625 + 1e-9), 63);
    }

    /** The width of an interval in errors of a prediction, in grades from 0 to 31. */
    int width(int k, double span) {
        return Math.min(31, grade(span / (error[k] * 0.0625 + 1e-9), 127) >> 2);
    }

    /** Four grades to a doubling, from 1 on; the sign kept. */
    static int grade(double x, int most) {
        double size = Math.abs(x) + 1;
        int bits = (int) ((Double.doubleToRawLongBits(size) >>> 50) - (1023L << 2));
        int grade = Math.min(most, bits);
        return x < 0 ? -grade : grade;
    }
}
