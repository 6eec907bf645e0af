package io.hourglass.network;

import java.util.List;

/**
 * A layer is a value. Its weights live in the network's flat block; its Java forward and backward stand side by side in its kernel.
 * Another engine maps {@code Class<? extends Layer>} to a builder of its own and must agree with the kernel here.
 */
public sealed interface Layer
        permits Activation,
                AveragePool2d,
                BatchNorm,
                CellEncoding,
                Conv2d,
                ConvTranspose2d,
                Dense,
                Dropout,
                LayerNorm,
                LearntScale,
                MaxPool2d,
                Recurrent,
                Repeat,
                Reshape,
                Residual,
                Upsample2d {
    /**
     * The shape of an output row.
     *
     * @throws IllegalArgumentException if the layer cannot take rows of this shape
     */
    Shape output(Shape input);

    /** The trained parameters, in the order in which they lie in the flat block. */
    default List<Parameter> parameters(Shape input) {
        return List.of();
    }

    /** What is kept between passes and no gradient moves. */
    default List<Parameter> state(Shape input) {
        return List.of();
    }

    /** The most values that a row has on its way through this layer, or behind it. */
    default int widest(Shape input) {
        return output(input).size();
    }

    /** The floating-point operations of a forward pass over one row, roughly. */
    default double operations(Shape input) {
        return 4.0 * input.size();
    }

    /** The Java forward and backward of this layer at a place in a session. */
    Kernel kernel(Site site);
}
