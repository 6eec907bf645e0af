package io.hourglass.model;

/**
 * A code of which most numbers are zero: {@code z = max(h, 0)}, and the penalty of a row is {@code l1 Σ z} (Goodfellow, Bengio and
 * Courville 2016, section 14.2.1: a Laplace prior). Its weight is in units of a loss that is a sum over the row's values.
 *
 * @param l1 the weight of the penalty, 0 or more
 */
public record Sparse(float l1) implements Bottleneck {
    /** About that of the Keras blog, 1e-5 beside a mean over 784 values. */
    public static final float USUAL_L1 = 0.01f;

    public Sparse {
        Bottleneck.requireWeight("l1", l1);
    }

    @Override
    public void forward(CodeBatch batch) {
        for (int i = 0; i < batch.rows() * batch.code(); i++) {
            batch.z()[i] = Math.max(0f, batch.h()[i]);
        }
    }

    @Override
    public void penalty(CodeBatch batch, double scale, double[] rowLoss) {
        for (int r = 0; r < batch.rows(); r++) {
            double sum = 0;
            for (int i = r * batch.code(); i < (r + 1) * batch.code(); i++) {
                sum += batch.z()[i];
            }
            rowLoss[r] += l1 * scale * sum;
        }
    }

    @Override
    public void backward(CodeBatch batch, float[] dz, float[] dh, float scale) {
        for (int i = 0; i < batch.rows() * batch.code(); i++) {
            dh[i] = batch.h()[i] > 0f ? dz[i] + l1 * scale : 0f;
        }
    }

    @Override
    public CodeTally tally(int code) {
        return new ActivityTally(code, 1e-6f);
    }
}
