package io.hourglass.model;

import io.hourglass.network.Parameter;
import java.util.List;

/**
 * What stands between encoder and decoder, written once over heap rows: it turns the encoder's outputs into codes, adds a penalty to
 * the loss and sends gradients back.
 */
public sealed interface Bottleneck permits Plain, Sparse, SparseRate, Variational {
    /** The outputs that the encoder must have for a code of so many numbers. */
    int encoderOutputs(int code);

    /** What is kept from batch to batch and no gradient moves; it lies in the model's block of state. */
    default List<Parameter> state(int code) {
        return List.of();
    }

    /** Codes from the encoder's outputs: sets {@code z}, and in training moves the state. */
    void forward(CodeBatch batch);

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
    void backward(CodeBatch batch, float[] dz, float[] dh, float scale);

    /** Whether codes follow a known distribution, so that new rows can be drawn. */
    default boolean generative() {
        return false;
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
