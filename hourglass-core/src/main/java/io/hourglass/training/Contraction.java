package io.hourglass.training;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import java.util.Locale;

/**
 * The squared Frobenius norm of the encoder's slope at the rows of a batch, and its gradients. The gradients have two parts: by the encoder's
 * outputs, which go back with the others, and what the weights have beside that. See {@code docs/maths/contractive.md}.
 */
interface Contraction extends AutoCloseable {
    /** Of an autoencoder that does not contract. */
    Contraction NONE = new Contraction() {
        @Override
        public double norm(float[] x, float[] h, int rows, long key, boolean[] left) {
            return 0;
        }

        @Override
        public void addSlopes(float[] h, float[] dh, int rows, float scale) {}

        @Override
        public void addGradient(float[] gradient) {}
    };

    /** The one for an autoencoder: exact where the encoder is one dense layer and its activation, else by random directions. */
    static Contraction of(AutoencoderSpec spec, Layout layout, int maxRows, Engine engine, Precision precision) {
        if (spec.bottleneck().contraction() == 0f) {
            return NONE;
        }
        return ExactContraction.of(spec.encoder(), layout.encoder())
                .orElseGet(() -> directed(spec, layout, maxRows, engine, precision));
    }

    private static Contraction directed(
            AutoencoderSpec spec, Layout layout, int maxRows, Engine engine, Precision precision) {
        if (precision != Precision.F32) { // small differences of outputs would be differences of rounding
            throw new IllegalArgumentException("a contractive encoder of several layers is trained in f32, got "
                    + precision.name().toLowerCase(Locale.ROOT));
        }
        return new DirectedContraction(
                spec, maxRows, engine.open(spec.encoder(), layout.encoder(), maxRows, precision));
    }

    /** Takes the weights and the state, as a session does. */
    default void load(float[] weights, float[] state) {}

    /**
     * The sum of the rows' norms.
     *
     * @param x the rows that the encoder saw
     * @param h what it gave
     * @param key that of the encoder's pass
     * @param left rows that count for nothing, here and in the gradients that are asked for next; null if all count
     */
    double norm(float[] x, float[] h, int rows, long key, boolean[] left);

    /**
     * Adds the gradient by the encoder's outputs, of the last batch; that of rows that are left out is nobody's to use.
     *
     * @param scale what one unit of the norm is worth
     */
    void addSlopes(float[] h, float[] dh, int rows, float scale);

    /** Adds what the weights have beside that, once the encoder's own gradient is there. */
    void addGradient(float[] gradient);

    /** The memory that it holds outside the heap so far, in bytes. */
    default long nativeBytes() {
        return 0;
    }

    @Override
    default void close() {}
}
