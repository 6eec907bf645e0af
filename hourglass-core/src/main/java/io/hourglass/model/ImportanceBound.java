package io.hourglass.model;

import io.hourglass.loss.LossBatch;
import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import java.util.Arrays;

/**
 * The importance-weighted bound of a row x: {@code ln 1/K Σ_k p(x | z_k) p(z_k) / q(z_k | x)} with K codes drawn from q (Burda, Grosse and
 * Salakhutdinov 2016). See {@code docs/maths/evidence.md}.
 */
final class ImportanceBound {
    private static final int CHUNK = 250;

    private final Autoencoder model;
    private final int samples;
    private final long seed;

    ImportanceBound(Autoencoder model, int samples, long seed) {
        if (samples < 1) {
            throw new IllegalArgumentException("a bound needs at least 1 sample a row, got " + samples);
        }
        this.model = model;
        this.samples = samples;
        this.seed = seed;
    }

    /**
     * The bounds of rows.
     *
     * @param rows rows × input width
     * @param h the encoder's outputs
     */
    Evidence of(float[] rows, float[] h) {
        AutoencoderSpec spec = model.spec();
        int width = spec.inputWidth();
        int count = rows.length / width;
        double[] elbo = new double[count];
        double[] importance = new double[count];
        for (int r = 0; r < count; r++) {
            float[] row = Arrays.copyOfRange(rows, r * width, (r + 1) * width);
            double[] logWeights = logWeights(row, h, r);
            elbo[r] = Arrays.stream(logWeights).sum() / samples;
            importance[r] = logMean(logWeights);
        }
        return new Evidence(elbo, importance);
    }

    private double[] logWeights(float[] row, float[] h, int r) {
        AutoencoderSpec spec = model.spec();
        int code = spec.codeWidth();
        double constant = spec.loss().logNormaliser(row, 0, row.length);
        double nat = spec.loss().nat(row.length);
        double[] logWeights = new double[samples];
        RandomStream random = RandomStream.of(seed, r);
        for (int first = 0; first < samples; first += CHUNK) {
            int count = Math.min(CHUNK, samples - first);
            float[] codes = new float[count * code];
            float[] targets = new float[count * row.length];
            for (int k = 0; k < count; k++) {
                logWeights[first + k] = spec.bottleneck().draw(h, r, random, codes, k * code, code);
                System.arraycopy(row, 0, targets, k * row.length, row.length);
            }
            LossBatch losses = model.lossesOf(codes, targets);
            for (int k = 0; k < count; k++) {
                logWeights[first + k] -= losses.rowLoss()[k] / nat + constant;
            }
        }
        return logWeights;
    }

    /** The logarithm of the mean of what has these logarithms. */
    private static double logMean(double[] logarithms) {
        double greatest = Arrays.stream(logarithms).max().orElseThrow();
        double sum = 0;
        for (double each : logarithms) {
            sum += StrictFunctions.exp(each - greatest);
        }
        return greatest + StrictFunctions.log(sum / logarithms.length);
    }
}
