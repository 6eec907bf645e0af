package io.hourglass.math;

/** Softmax and its logarithm over a range of an array, shifted by the greatest value so that nothing overflows. */
public final class Softmax {
    private Softmax() {}

    /** Writes {@code e^(x - max) / Σ e^(x - max)} of the values from {@code from} to {@code to}; both arrays may be the same. */
    public static void apply(float[] x, float[] y, int from, int to) {
        float greatest = greatest(x, from, to);
        float sum = 0f;
        for (int i = from; i < to; i++) {
            y[i] = StrictFunctions.exp(x[i] - greatest);
            sum += y[i];
        }
        for (int i = from; i < to; i++) {
            y[i] /= sum;
        }
    }

    /** {@code ln Σ eˣ} of the values from {@code from} to {@code to}. */
    public static float logSum(float[] x, int from, int to) {
        float greatest = greatest(x, from, to);
        float sum = 0f;
        for (int i = from; i < to; i++) {
            sum += StrictFunctions.exp(x[i] - greatest);
        }
        return greatest + StrictFunctions.log(sum);
    }

    private static float greatest(float[] x, int from, int to) {
        float greatest = x[from];
        for (int i = from + 1; i < to; i++) {
            greatest = Math.max(greatest, x[i]);
        }
        return greatest;
    }
}
