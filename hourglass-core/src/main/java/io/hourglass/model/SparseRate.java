package io.hourglass.model;

import io.hourglass.math.StrictFunctions;

/**
 * A code of numbers in (0, 1) that are each near zero for most rows: {@code z = sigmoid(h)}, and the penalty of a batch is {@code
 * weight Σ_j KL(ρ ‖ ρ_j)} with {@code ρ_j} the mean of number j over the batch (Ng 2011, "Sparse autoencoder", CS294A notes, section
 * 3): {@code KL(ρ ‖ ρ_j) = ρ ln(ρ / ρ_j) + (1 - ρ) ln((1 - ρ) / (1 - ρ_j))}.
 *
 * @param rho the target rate ρ, in (0, 1)
 * @param weight of the penalty, in units of a loss that is a sum over the row's values
 */
public record SparseRate(float rho, float weight) implements Bottleneck {
    /** Ng's own weight. */
    public static final float USUAL_WEIGHT = 3f;

    /** Means are kept this far from 0 and 1, where the divergence has no end. */
    private static final double EDGE = 1e-6;

    public SparseRate {
        if (!(rho > 0f && rho < 1f)) {
            throw new IllegalArgumentException("a target rate lies between 0 and 1, got " + rho);
        }
        Bottleneck.requireWeight("the weight of the target rate", weight);
    }

    @Override
    public void forward(CodeBatch batch) {
        for (int i = 0; i < batch.rows() * batch.code(); i++) {
            batch.z()[i] = StrictFunctions.sigmoid(batch.h()[i]);
        }
    }

    /** The mean of a number of the code over the batch. */
    private static double rate(CodeBatch batch, int number) {
        double sum = 0;
        for (int r = 0; r < batch.rows(); r++) {
            sum += batch.z()[r * batch.code() + number];
        }
        return Math.max(EDGE, Math.min(1 - EDGE, sum / batch.rows()));
    }

    @Override
    public double together(CodeBatch batch, double scale) {
        double sum = 0;
        for (int i = 0; i < batch.code(); i++) {
            double rate = rate(batch, i);
            sum += rho * StrictFunctions.log(rho / rate) + (1 - rho) * StrictFunctions.log((1 - rho) / (1 - rate));
        }
        return weight * scale * sum;
    }

    /** dh = (dz + weight ((1 - ρ) / (1 - ρ_j) - ρ / ρ_j)) z (1 - z). */
    @Override
    public void backward(CodeBatch batch, float[] dz, float[] dh, float scale) {
        for (int i = 0; i < batch.code(); i++) {
            double rate = rate(batch, i);
            float slope = (float) (weight * scale * ((1 - rho) / (1 - rate) - rho / rate));
            for (int at = i; at < batch.rows() * batch.code(); at += batch.code()) {
                float z = batch.z()[at];
                dh[at] = (dz[at] + slope) * z * (1f - z);
            }
        }
    }

    /** Numbers of at most a tenth count as near zero. */
    @Override
    public CodeTally tally(int code) {
        return new ActivityTally(code, 0.1f);
    }
}
