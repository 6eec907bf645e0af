package io.hourglass.model;

import io.hourglass.math.RandomStream;
import io.hourglass.network.Network;
import io.hourglass.network.Parameter;
import io.hourglass.network.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stands between encoder and decoder, written once over heap rows: it turns the encoder's outputs into codes, adds a penalty to
 * the loss and sends gradients back.
 */
public sealed interface Bottleneck
        permits Adversarial,
                BatchTopK,
                Binary,
                Contractive,
                Plain,
                Sparse,
                SparseRate,
                TopK,
                Variational,
                VectorQuantized,
                Wasserstein {
    /** The outputs that the encoder must have for a code of so many numbers; as many unless a bottleneck says otherwise. */
    default int encoderOutputs(int code) {
        return code;
    }

    /** What is kept from batch to batch and no gradient moves; it lies in the model's block of state. */
    default List<Parameter> state(int code) {
        return List.of();
    }

    /** Codes from the encoder's outputs: sets {@code z}, and in training moves the state. They are the outputs unless it says otherwise. */
    default void forward(CodeBatch batch) {
        System.arraycopy(batch.h(), 0, batch.z(), 0, batch.rows() * batch.code());
    }

    /**
     * Adds the penalty of each row, which depends on that row alone.
     *
     * @param scale what one unit of penalty is worth in units of the loss
     */
    default void penalty(CodeBatch batch, double scale, double[] rowLoss) {}

    /**
     * A penalty of the batch as a whole, which no row has alone; it is added to the mean loss of batches while training, and is no
     * part of a row's loss in use.
     *
     * @param scale as for {@link #penalty}
     */
    default double together(CodeBatch batch, double scale) {
        return 0;
    }

    /**
     * Gradients of the encoder's outputs.
     *
     * @param batch that of the last forward pass
     * @param dz d loss / d z
     * @param dh d (loss + penalties) / d h, set
     * @param scale as for {@link #penalty}, divided by the number of rows where the loss is
     */
    default void backward(CodeBatch batch, float[] dz, float[] dh, float scale) {
        System.arraycopy(dz, 0, dh, 0, batch.rows() * batch.code());
    }

    /** What gives numbers of the code that are never active a gradient, after the forward pass of a batch. */
    default Revival revival(CodeBatch batch) {
        return Revival.none();
    }

    /** Whether codes follow a known distribution, so that new rows can be drawn. */
    default boolean generative() {
        return false;
    }

    /**
     * Draws the code of a row from its distribution q.
     *
     * @param h rows × {@code encoderOutputs(code)}
     * @param z where the code goes, from {@code at} on
     * @return ln p(z) - ln q(z), with p the distribution of codes that new rows are drawn from
     * @throws IllegalArgumentException if a row has one code alone
     */
    default double draw(float[] h, int row, RandomStream random, float[] z, int at, int code) {
        throw new IllegalArgumentException(
                "only a variational autoencoder says how probable a row is: the codes of others have no distribution");
    }

    /** The weight of a penalty on the encoder's slope, which only the trainer can compute; 0 for none. */
    default float contraction() {
        return 0f;
    }

    /**
     * What learns, beside the autoencoder, to tell its codes from draws of the distribution that they should follow: code → 1 logit, high
     * for a draw. It is there in training alone; without layers for none.
     */
    default Network discriminator(int code) {
        return Network.of(Shape.of(code));
    }

    /** What it weighs that the discriminator tells a row's code, beside a loss that is a sum over the row's values. */
    default float deception() {
        return 0f;
    }

    /** Whether codes are zeros and ones, which are told apart by the bits that differ. */
    default boolean binary() {
        return false;
    }

    /** The numbers that write down a code of so many numbers; fewer where several are one entry of a codebook. */
    default int symbols(int code) {
        return code;
    }

    /** The codes of a batch in use, written down: rows × {@code symbols(code)}. */
    default float[] write(CodeBatch batch) {
        return Arrays.copyOf(batch.z(), batch.rows() * batch.code());
    }

    /**
     * Sets the codes of a batch to what was written down.
     *
     * @param symbols rows × {@code symbols(code)}, without an {@link #objection}
     */
    default void read(float[] symbols, CodeBatch batch) {
        System.arraycopy(symbols, 0, batch.z(), 0, symbols.length);
    }

    /** What a number of a written code must be, if this one is not; empty if nothing is wrong with it. */
    default Optional<String> objection(float symbol) {
        return Optional.empty();
    }

    /** An empty count of how rows use codes of so many numbers. */
    default CodeTally tally(int code) {
        return CodeTally.NONE;
    }

    /** A penalty's weight, checked. */
    static void requireWeight(String name, float weight) {
        if (!(weight >= 0f && weight < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be 0 or more, got " + weight);
        }
    }
}
