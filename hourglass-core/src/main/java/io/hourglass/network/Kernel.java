package io.hourglass.network;

/**
 * One layer at work in a Java session: it holds its unpacked weights and whatever the backward pass needs of the forward one.
 * Rows are plain arrays of exactly the layer's width; only the first {@code rows} of an array of rows are in use.
 */
public interface Kernel {
    /** Takes the layer's weights and state from the flat blocks; called before the first pass and after every update. */
    default void load(float[] weights, float[] state) {}

    /**
     * Computes {@code y} from {@code x}.
     *
     * @param key the key of this pass's randomness
     */
    void forward(float[][] x, float[][] y, int rows, Mode mode, long key);

    /**
     * Adds the gradient of the weights to the flat block, and computes that of the input.
     *
     * @param x the input of the last forward pass
     * @param y its output
     * @param dy the gradient of the output; may be overwritten
     * @param dx where the gradient of the input goes; null if nobody asks for it
     */
    void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient);
}
