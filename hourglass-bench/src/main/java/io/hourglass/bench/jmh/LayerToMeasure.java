package io.hourglass.bench.jmh;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.Conv2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.LayerNorm;
import io.hourglass.network.Network;
import io.hourglass.network.Padding;
import io.hourglass.network.Recurrent;
import io.hourglass.network.RecurrentCell;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;

/** The layers that are measured alone, each at a size at which it is met. */
@SuppressWarnings("ImmutableEnumChecker") // layers and shapes are records of immutable values
public enum LayerToMeasure {
    /** A wide dense layer. */
    DENSE(Shape.of(784), Dense.of(512)),
    /** A dense layer down to a code. */
    NARROW_DENSE(Shape.of(128), Dense.of(30)),
    /** A 3x3 convolution of 16 channels of a small image. */
    CONVOLUTION(
            Shape.of(28, 28, 16),
            new Conv2d(16, Window.square(3, 1, Padding.SAME), true, new Initializer.GlorotUniform())),
    /** Relu. */
    RELU(Shape.of(512), Activation.of(ActivationFunction.RELU)),
    /** Sigmoid. */
    SIGMOID(Shape.of(784), Activation.of(ActivationFunction.SIGMOID)),
    /** Hyperbolic tangent. */
    TANH(Shape.of(512), Activation.of(ActivationFunction.TANH)),
    /** Batch normalisation. */
    BATCH_NORM(Shape.of(512), new BatchNorm(0.99f, 1e-3f)),
    /** Layer normalisation. */
    LAYER_NORM(Shape.of(512), new LayerNorm(1e-3f)),
    /** Dropout. */
    DROPOUT(Shape.of(512), new Dropout(0.2f)),
    /** Long short-term memory over a window of a univariate series. */
    LSTM(Shape.of(64, 1), new Recurrent(RecurrentCell.LSTM, 64, true)),
    /** Gated recurrent units over the same. */
    GRU(Shape.of(64, 1), new Recurrent(RecurrentCell.GRU, 64, true));

    private final Shape input;
    private final Layer layer;

    LayerToMeasure(Shape input, Layer layer) {
        this.input = input;
        this.layer = layer;
    }

    Network network() {
        return Network.of(input, layer);
    }
}
