package io.hourglass.training;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.CodeBatch;
import io.hourglass.model.Layout;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import java.util.Arrays;
import java.util.Optional;

/**
 * The discriminator at work: it learns to tell the codes of a batch from as many draws, by its binary cross-entropy, and tells the encoder
 * how to deceive it, by {@code -ln D(z)} (Goodfellow et al. 2014, section 3; Makhzani et al. 2015, section 2). Both are of the weights
 * before the update. See {@code docs/maths/adversarial.md}.
 */
final class Adversary implements AutoCloseable {
    private static final float ENCODED = 0f;
    private static final float DRAWN = 1f;
    private static final BinaryCrossEntropy CROSS_ENTROPY = new BinaryCrossEntropy(true);

    private final Session session;
    /** Those of the batch, then the draws. */
    private final float[] codes;

    private final float[] dCodes;
    private final float[] logits;
    private final float[] slopes;

    private Adversary(Session session, int rows, int code) {
        this.session = session;
        this.codes = new float[rows * code];
        this.dCodes = new float[rows * code];
        this.logits = new float[rows];
        this.slopes = new float[rows];
    }

    /** The one of an autoencoder; empty if it has none. */
    static Optional<Adversary> of(
            AutoencoderSpec spec, Layout layout, int maxRows, Engine engine, Precision precision) {
        int code = spec.codeWidth();
        Network discriminator = spec.bottleneck().discriminator(code);
        if (discriminator.layers().isEmpty()) {
            return Optional.empty();
        }
        Session session = engine.open(discriminator, layout.discriminator(), 2 * maxRows, precision);
        return Optional.of(new Adversary(session, 2 * maxRows, code));
    }

    /** Takes the weights and the state, as a session does. */
    void load(float[] weights, float[] state) {
        session.load(weights, state);
    }

    /**
     * Computes both gradients of a batch.
     *
     * @param batch the codes
     * @param left rows that have no say; null if all have
     * @param worth what one unit of a row's deception is worth
     * @param dh d loss / d codes: that of the deception is added
     * @param gradient the block, where the discriminator's own gradient takes its place
     */
    void train(CodeBatch batch, boolean[] left, float worth, float[] dh, float[] gradient) {
        int rows = batch.rows();
        int values = rows * batch.code();
        System.arraycopy(batch.z(), 0, codes, 0, values);
        System.arraycopy(batch.prior(), 0, codes, values, values);
        session.forward(codes, 2 * rows, logits, Mode.TRAIN, batch.purpose().key());
        slopes(0, rows, DRAWN, worth);
        Arrays.fill(slopes, rows, 2 * rows, 0f);
        backward(left, gradient, dCodes);
        for (int i = 0; i < values; i++) {
            dh[i] += dCodes[i];
        }
        slopes(0, rows, ENCODED, 0.5f / rows);
        slopes(rows, 2 * rows, DRAWN, 0.5f / rows);
        backward(left, gradient, null); // takes the place of what the deception would do to the discriminator
    }

    private void slopes(int from, int to, float target, float scale) {
        for (int i = from; i < to; i++) {
            slopes[i] = scale * CROSS_ENTROPY.slope(logits[i], target);
        }
    }

    private void backward(boolean[] left, float[] gradient, float[] dx) {
        if (left != null) {
            Trimming.clear(left, slopes, 1);
        }
        session.backward(slopes, gradient, dx, false);
    }

    long nativeBytes() {
        return session.nativeBytes();
    }

    @Override
    public void close() {
        session.close();
    }
}
