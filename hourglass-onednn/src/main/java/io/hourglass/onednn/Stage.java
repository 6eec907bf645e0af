package io.hourglass.onednn;

/** A layer, or a layer and its activation, at work on planes of native memory. */
interface Stage {
    /** Takes a part's share of the weights from the model's flat block. */
    default void load(float[] weights, Part part) {}

    /** Adds what makes the native weights usable once they are loaded. */
    default void afterLoad(Recorder recorder) {}

    /** Adds the calls that compute a part's rows of the output. */
    void forward(Recorder recorder);

    /**
     * Adds the calls that take the gradients of a part's rows back to the input.
     *
     * @param wanted whether the input's gradients are asked for
     */
    void backward(Recorder recorder, boolean wanted);

    /** Adds the calls that compute a part's share of the weights' gradient, when all parts have gone back. */
    default void gradient(Recorder recorder) {}

    /** Hands over a part's share of the weights' gradient. Shares do not overlap. */
    default void collect(Gradient gradient, Part part) {}

    /** Hands over the gradients that each part has summed over its own rows, part after part, when all are done. */
    default void collectSums(Gradient gradient, int parts) {}
}
