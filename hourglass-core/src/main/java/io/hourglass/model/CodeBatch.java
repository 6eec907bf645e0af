package io.hourglass.model;

import io.hourglass.math.RandomStream;

/**
 * What a bottleneck works on: the rows of a batch.
 *
 * @param h the encoder's outputs: rows × {@link Bottleneck#encoderOutputs}
 * @param z the codes: rows × {@code code}
 * @param rows how many
 * @param code the numbers of a code
 * @param purpose what the codes are for
 * @param state what the bottleneck keeps from batch to batch
 */
public record CodeBatch(float[] h, float[] z, int rows, int code, Purpose purpose, State state) {
    private static final long PRIOR = 1;

    /**
     * What codes are for.
     *
     * @param training whether they are learnt from: random ones are drawn and state moves; otherwise a row's code depends on the row
     *     alone
     * @param key the key of the randomness: the same key draws the same
     */
    public record Purpose(boolean training, long key) {
        /** Codes in use. */
        public static final Purpose USE = new Purpose(false, 0);
    }

    /**
     * A bottleneck's part of the model's block of state.
     *
     * @param block the whole block; training writes to it
     * @param at where the part begins
     */
    public record State(float[] block, int at) {}

    /** As many draws from the standard normal distribution as there are codes; the same key draws the same. */
    public float[] prior() {
        return RandomStream.of(purpose.key, PRIOR).gaussians(rows * code);
    }

    boolean training() {
        return purpose.training;
    }

    long key() {
        return purpose.key;
    }
}
