package io.hourglass.model;

import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;

/**
 * A code with a distribution: the encoder gives mean and log-variance of each number, training draws from it, and the Kullback-Leibler
 * divergence from the standard normal distribution is the penalty (Kingma and Welling 2014, appendix B):
 * {@code ½ Σ (μ² + e^s - s - 1)} with {@code s = ln σ²}.
 *
 * <p>An encoder row holds the means first, then the log-variances. Draws use them within ±20, and e^s goes on as its tangent
 * beyond 20, so that nothing overflows and the divergence brings every log-variance back. See {@code docs/maths/variational.md}.
 *
 * @param beta the weight of the divergence; 1 for the evidence bound (Higgins et al. 2017 for others)
 */
public record Variational(float beta) implements Bottleneck {
    private static final float LIMIT = 20f;

    public Variational {
        if (!(beta >= 0f && beta < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta must be 0 or more, got " + beta);
        }
    }

    @Override
    public int encoderOutputs(int code) {
        return 2 * code;
    }

    private static float limit(float logVariance) {
        return Math.max(-LIMIT, Math.min(LIMIT, logVariance));
    }

    /** z = μ + e^(s/2) ε with ε standard normal; z = μ in use. */
    @Override
    public void forward(float[] h, float[] z, int rows, int code, boolean sample, long key) {
        for (int r = 0; r < rows; r++) {
            RandomStream random = RandomStream.of(key, r);
            for (int i = 0; i < code; i++) {
                float mean = h[r * 2 * code + i];
                float s = limit(h[r * 2 * code + code + i]);
                z[r * code + i] = sample ? mean + StrictFunctions.exp(0.5f * s) * random.nextGaussian() : mean;
            }
        }
    }

    @Override
    public void penalty(float[] h, int rows, int code, double scale, double[] rowLoss) {
        for (int r = 0; r < rows; r++) {
            double divergence = 0;
            for (int i = 0; i < code; i++) {
                divergence += divergence(h[r * 2 * code + i], h[r * 2 * code + code + i]);
            }
            rowLoss[r] += beta * scale * divergence;
        }
    }

    /** The divergence of one number of the code, in nats. */
    private static double divergence(float mean, float s) {
        double beyond = Math.max(0.0, (double) s - LIMIT);
        double variance = StrictFunctions.exp(Math.min(LIMIT, s)) * (1 + beyond);
        return 0.5 * ((double) mean * mean + variance - s - 1);
    }

    /** dμ = dz + β μ; ds = ½ (z - μ) dz + ½ β (e^s - 1), the first part only where draws follow s. */
    @Override
    public void backward(float[] h, float[] z, float[] dz, float[] dh, int rows, int code, float scale) {
        float weight = beta * scale;
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < code; i++) {
                int m = r * 2 * code + i;
                int v = m + code;
                int c = r * code + i;
                float s = h[v];
                dh[m] = dz[c] + weight * h[m];
                float drawn = s == limit(s) ? dz[c] * (z[c] - h[m]) : 0f;
                dh[v] = 0.5f * (drawn + weight * (StrictFunctions.exp(Math.min(LIMIT, s)) - 1f));
            }
        }
    }

    @Override
    public boolean generative() {
        return true;
    }
}
