package io.hourglass.model;

/**
 * A code whose distribution over rows is drawn towards the standard normal one: the penalty of a batch is {@code weight} times the maximum
 * mean discrepancy between its codes and as many normal draws (Tolstikhin et al. 2018, "Wasserstein auto-encoders", algorithm 2), with a
 * sum of inverse multiquadratic kernels {@code C / (C + ‖x - y‖²)}, {@code C = 2 code s}. See {@code docs/maths/discrepancy.md}.
 *
 * @param weight of the penalty, in units of a loss that is a sum over the row's values
 */
public record Wasserstein(float weight) implements Bottleneck {
    /** What the authors' program comes to: 10, beside 0.05 times the squared error of a row. */
    public static final float USUAL_WEIGHT = 200f;

    /** The authors' scales s. */
    private static final double[] SCALES = {0.1, 0.2, 0.5, 1, 2, 5, 10};

    public Wasserstein {
        Bottleneck.requireWeight("the weight of the discrepancy", weight);
    }

    private static double distance(float[] x, int at, float[] y, int other, int code) {
        double sum = 0;
        for (int i = 0; i < code; i++) {
            double difference = (double) x[at + i] - y[other + i];
            sum += difference * difference;
        }
        return sum;
    }

    private static double kernel(double distance, int code) {
        double sum = 0;
        for (double scale : SCALES) {
            double c = 2 * code * scale;
            sum += c / (c + distance);
        }
        return sum;
    }

    /** The derivative of the kernel by the squared distance. */
    private static double slope(double distance, int code) {
        double sum = 0;
        for (double scale : SCALES) {
            double c = 2 * code * scale;
            sum -= c / ((c + distance) * (c + distance));
        }
        return sum;
    }

    /** Σ_{i≠j} (k(z_i, z_j) + k(p_i, p_j)) / (n (n - 1)) - 2 Σ_ij k(z_i, p_j) / n². */
    @Override
    public double together(CodeBatch batch, double scale) {
        int n = batch.rows();
        int code = batch.code();
        if (n < 2) {
            return 0;
        }
        float[] z = batch.z();
        float[] prior = batch.prior();
        double alike = 0;
        double across = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                across += kernel(distance(z, i * code, prior, j * code, code), code);
                if (j < i) {
                    alike += 2 * kernel(distance(z, i * code, z, j * code, code), code);
                    alike += 2 * kernel(distance(prior, i * code, prior, j * code, code), code);
                }
            }
        }
        return weight * scale * (alike / ((double) n * (n - 1)) - 2 * across / ((double) n * n));
    }

    @Override
    public void backward(CodeBatch batch, float[] dz, float[] dh, float scale) {
        int n = batch.rows();
        int code = batch.code();
        Bottleneck.super.backward(batch, dz, dh, scale);
        if (n < 2) {
            return;
        }
        float[] prior = batch.prior();
        double factor = (double) weight * scale * n;
        for (int i = 0; i < n; i++) {
            double[] pull = new double[code];
            for (int j = 0; j < n; j++) {
                add(batch.z(), i, batch.z(), j, 4 * factor / ((double) n * (n - 1)), pull);
                add(batch.z(), i, prior, j, -4 * factor / ((double) n * n), pull);
            }
            for (int c = 0; c < code; c++) {
                dh[i * code + c] += (float) pull[c];
            }
        }
    }

    /** Adds {@code weight slope(d²) (x_i - y_j)}; nothing for a code and itself. */
    private static void add(float[] x, int i, float[] y, int j, double weight, double[] pull) {
        int code = pull.length;
        double slope = weight * slope(distance(x, i * code, y, j * code, code), code);
        for (int c = 0; c < code; c++) {
            pull[c] += slope * ((double) x[i * code + c] - y[j * code + c]);
        }
    }

    @Override
    public boolean generative() {
        return true;
    }
}
