package io.hourglass.onednn;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.AveragePool2d;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.CellEncoding;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.Layer;
import io.hourglass.network.LayerNorm;
import io.hourglass.network.LearntScale;
import io.hourglass.network.MaxPool2d;
import io.hourglass.network.Recurrent;
import io.hourglass.network.Repeat;
import io.hourglass.network.Reshape;
import io.hourglass.network.Residual;
import io.hourglass.network.Upsample2d;
import java.util.Map;

/** How a kind of layer is computed: by stages of native calls, or by its own Java kernel. */
enum Builder {
    /** A product, with the activation after it. */
    DENSE,
    /** A convolution or a transposed one, with the activation after it. */
    CONVOLUTION,
    /** The greatest or the mean value of windows. */
    POOLING,
    /** Positions repeated. */
    UPSAMPLING,
    /** The stages of a block and a sum, if the library has all of the block. */
    RESIDUAL,
    /** A function of each value, where the library has it. */
    ACTIVATION,
    /** Nothing to do: the values are the same. */
    NOTHING,
    /** The layer's own kernel: it is cheap beside the products, or the library has nothing like it. */
    JAVA;

    /** The builder of every kind of layer; {@link #of} looks at the layer's values too. */
    static final Map<Class<? extends Layer>, Builder> BUILDERS = Map.ofEntries(
            Map.entry(Dense.class, DENSE),
            Map.entry(Conv2d.class, CONVOLUTION),
            Map.entry(ConvTranspose2d.class, CONVOLUTION),
            Map.entry(MaxPool2d.class, POOLING),
            Map.entry(AveragePool2d.class, POOLING),
            Map.entry(Upsample2d.class, UPSAMPLING),
            Map.entry(Residual.class, RESIDUAL),
            Map.entry(Activation.class, ACTIVATION),
            Map.entry(Reshape.class, NOTHING),
            Map.entry(Dropout.class, JAVA),
            Map.entry(LayerNorm.class, JAVA),
            Map.entry(LearntScale.class, JAVA),
            Map.entry(BatchNorm.class, JAVA),
            Map.entry(CellEncoding.class, JAVA),
            Map.entry(Recurrent.class, JAVA),
            Map.entry(Repeat.class, JAVA));

    /** The builder of a layer. */
    static Builder of(Layer layer) {
        if (layer instanceof Activation activation) {
            if (activation.function() == ActivationFunction.LINEAR) {
                return NOTHING;
            }
            return Eltwise.of(activation) == null ? JAVA : ACTIVATION;
        }
        if (layer instanceof Residual residual && residual.layers().stream().anyMatch(each -> of(each) == JAVA)) {
            return JAVA;
        }
        Builder builder = BUILDERS.get(layer.getClass());
        if (builder == null) {
            throw new IllegalStateException("the engine 'onednn' knows no layer " + layer);
        }
        return builder;
    }
}
