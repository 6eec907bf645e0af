package io.hourglass.model;

import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import io.hourglass.network.Initializer;
import io.hourglass.network.Parameter;
import java.util.List;

/**
 * A code with a distribution: the encoder gives mean and log-variance of each number, training draws from it, and the Kullback-Leibler
 * divergence from the standard normal distribution is the penalty (Kingma and Welling 2014, appendix B):
 * {@code ½ Σ (μ² + e^s - s - 1)} with {@code s = ln σ²}.
 *
 * <p>An encoder row holds the means first, then the log-variances. Draws use them within ±20, and e^s goes on as its tangent
 * beyond 20, so that nothing overflows and the divergence brings every log-variance back. See {@code docs/maths/variational.md}.
 *
 * @param beta the weight of the divergence; 1 for the evidence bound (Higgins et al. 2017 for others)
 * @param freeBits the divergence in nats that each number of the code may have, as a mean over the batch, before it costs more
 *     (Kingma et al. 2016, equation 15); 0 for none
 * @param warmUp the updates over which the weight rises from 0 to beta (Sønderby et al. 2016); 0 for none
 */
public record Variational(float beta, float freeBits, int warmUp) implements Bottleneck {
    /** The evidence bound's own weight. */
    public static final float USUAL_BETA = 1f;

    private static final float LIMIT = 20f;
    /** The greatest whole number up to which a float counts. */
    private static final int MOST_UPDATES = 1 << 24;

    public Variational {
        Bottleneck.requireWeight("beta", beta);
        Bottleneck.requireWeight("free bits", freeBits);
        if (warmUp < 0 || warmUp > MOST_UPDATES) {
            throw new IllegalArgumentException(
                    "the divergence's weight rises over 0 to " + MOST_UPDATES + " updates, got " + warmUp);
        }
    }

    /** One without free bits and warm-up. */
    public Variational(float beta) {
        this(beta, 0f, 0);
    }

    @Override
    public int encoderOutputs(int code) {
        return 2 * code;
    }

    /** With a warm-up, the updates so far. */
    @Override
    public List<Parameter> state(int code) {
        return warmUp == 0 ? List.of() : List.of(Parameter.vector("updates", 1, new Initializer.Constant(0f)));
    }

    private static float limit(float logVariance) {
        return Math.max(-LIMIT, Math.min(LIMIT, logVariance));
    }

    /** z = μ + e^(s/2) ε with ε standard normal; z = μ in use. */
    @Override
    public void forward(CodeBatch batch) {
        int code = batch.code();
        for (int r = 0; r < batch.rows(); r++) {
            if (batch.training()) {
                draw(batch.h(), r, RandomStream.of(batch.key(), r), batch.z(), r * code, code);
            } else {
                System.arraycopy(batch.h(), r * 2 * code, batch.z(), r * code, code);
            }
        }
        if (batch.training() && warmUp > 0) {
            float[] block = batch.state().block();
            int at = batch.state().at();
            block[at] = Math.min(warmUp, block[at] + 1f);
        }
    }

    /** The weight of the divergence now. */
    private float weight(CodeBatch batch) {
        return warmUp == 0 || !batch.training()
                ? beta
                : beta * (batch.state().block()[batch.state().at()] / warmUp);
    }

    @Override
    public void penalty(CodeBatch batch, double scale, double[] rowLoss) {
        double weight = weight(batch) * scale;
        int code = batch.code();
        for (int r = 0; r < batch.rows(); r++) {
            double divergence = 0;
            for (int i = 0; i < code; i++) {
                divergence += divergence(batch.h()[r * 2 * code + i], batch.h()[r * 2 * code + code + i]);
            }
            rowLoss[r] += weight * divergence;
        }
    }

    /** What free bits add: a number of the code costs them even where its divergence is less. */
    @Override
    public double together(CodeBatch batch, double scale) {
        double sum = 0;
        for (int i = 0; freeBits > 0 && i < batch.code(); i++) {
            sum += Math.max(0, freeBits - sum(batch, i) / batch.rows());
        }
        return weight(batch) * scale * sum;
    }

    /** The sum of the divergences of one number of the code over the rows of a batch, in nats. */
    static double sum(CodeBatch batch, int number) {
        double sum = 0;
        for (int r = 0; r < batch.rows(); r++) {
            int at = r * 2 * batch.code() + number;
            sum += divergence(batch.h()[at], batch.h()[at + batch.code()]);
        }
        return sum;
    }

    /** The divergence of one number of the code, in nats. */
    private static double divergence(float mean, float s) {
        double beyond = Math.max(0.0, (double) s - LIMIT);
        double variance = StrictFunctions.exp(Math.min(LIMIT, s)) * (1 + beyond);
        return 0.5 * ((double) mean * mean + variance - s - 1);
    }

    /**
     * dμ = dz + β μ; ds = ½ (z - μ) dz + ½ β (e^s - 1), the first part only where draws follow s, the second only where free bits
     * are used up.
     */
    @Override
    public void backward(CodeBatch batch, float[] dz, float[] dh, float scale) {
        int code = batch.code();
        float[] h = batch.h();
        float weight = weight(batch) * scale;
        for (int i = 0; i < code; i++) {
            boolean free = freeBits > 0 && sum(batch, i) < (double) freeBits * batch.rows();
            float beta = free ? 0f : weight;
            for (int r = 0; r < batch.rows(); r++) {
                int m = r * 2 * code + i;
                int v = m + code;
                int c = r * code + i;
                float s = h[v];
                dh[m] = dz[c] + beta * h[m];
                float drawn = s == limit(s) ? dz[c] * (batch.z()[c] - h[m]) : 0f;
                dh[v] = 0.5f * (drawn + beta * (StrictFunctions.exp(Math.min(LIMIT, s)) - 1f));
            }
        }
    }

    /** ln p(z) - ln q(z) = ½ Σ (ε² + s - z²): both have the same constant. */
    @Override
    public double draw(float[] h, int row, RandomStream random, float[] z, int at, int code) {
        double sum = 0;
        for (int i = 0; i < code; i++) {
            float mean = h[row * 2 * code + i];
            float s = limit(h[row * 2 * code + code + i]);
            float e = random.nextGaussian();
            float value = mean + StrictFunctions.exp(0.5f * s) * e;
            z[at + i] = value;
            sum += 0.5 * ((double) e * e + s - (double) value * value);
        }
        return sum;
    }

    @Override
    public boolean generative() {
        return true;
    }

    @Override
    public CodeTally tally(int code) {
        return new DivergenceTally(code);
    }
}
