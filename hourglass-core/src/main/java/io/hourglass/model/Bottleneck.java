package io.hourglass.model;

/**
 * What stands between encoder and decoder, written once over heap rows: it turns the encoder's outputs into codes, adds a penalty to
 * the loss and sends gradients back.
 */
public sealed interface Bottleneck permits Plain, Variational {
    /** The outputs that the encoder must have for a code of so many numbers. */
    int encoderOutputs(int code);

    /**
     * Codes from the encoder's outputs.
     *
     * @param h rows × {@code encoderOutputs(code)}
     * @param z rows × {@code code}, set
     * @param sample whether a random code is drawn, for training; otherwise the code is the mean
     * @param key the key of the randomness
     */
    void forward(float[] h, float[] z, int rows, int code, boolean sample, long key);

    /**
     * Adds the penalty of each row.
     *
     * @param scale what one unit of penalty is worth in units of the loss
     */
    default void penalty(float[] h, int rows, int code, double scale, double[] rowLoss) {}

    /**
     * Gradients of the encoder's outputs.
     *
     * @param z the codes of the last forward pass
     * @param dz d loss / d z
     * @param dh d (loss + penalty) / d h, set
     * @param scale as for {@link #penalty}, divided by the number of rows where the loss is
     */
    void backward(float[] h, float[] z, float[] dz, float[] dh, int rows, int code, float scale);

    /** Whether codes follow a known distribution, so that new rows can be drawn. */
    default boolean generative() {
        return false;
    }
}
