package io.hourglass.engine;

import io.hourglass.network.Mode;

/**
 * A network at work on whole rows. Rows lie one after the other in flat arrays: {@code rows × width}. A session serves one thread at
 * a time.
 */
public interface Session extends AutoCloseable {
    /**
     * Takes the weights and the state from the model's flat blocks; call it again after every update. A training pass writes state
     * (BatchNorm's averages) back into the same {@code state} block.
     */
    void load(float[] weights, float[] state);

    /**
     * Computes the network's output.
     *
     * @param x rows of inputs
     * @param rows how many, at most the session's most
     * @param y where the rows of outputs go
     * @param mode for training or for use
     * @param key the key of this pass's randomness (dropout): the same key draws the same
     */
    void forward(float[] x, int rows, float[] y, Mode mode, long key);

    /**
     * Goes back through the last forward pass.
     *
     * @param dy d loss / d y, as many rows as the forward pass had
     * @param gradient the model's flat block; d loss / d weights is added to what is there, or takes its place
     * @param dx where d loss / d x goes; null if it is not wanted
     * @param adding whether it is added; otherwise what is there of the network's own parameters is not looked at, which saves
     *     reading it. Other places are never touched
     */
    void backward(float[] dy, float[] gradient, float[] dx, boolean adding);

    /** Goes back through the last forward pass; d loss / d weights is added to what is there. */
    default void backward(float[] dy, float[] gradient, float[] dx) {
        backward(dy, gradient, dx, true);
    }

    /** The memory that it holds outside the JVM's heap so far, in bytes; given back by {@link #close}. */
    default long nativeBytes() {
        return 0;
    }

    @Override
    void close();
}
