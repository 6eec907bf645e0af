package io.hourglass.sequential;

import io.hourglass.loss.Loss;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.Layer;
import io.hourglass.network.LayerNorm;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A chain of layers as in Keras. Each method gives a new chain; {@link #compile} gives what can be fitted. The code is the output of
 * the narrowest dense layer before the last one (the first of several), with the activation that follows it.
 */
public final class Sequential {
    /** Keras' epsilon of both normalisations. */
    private static final float EPSILON = 1e-3f;
    /** Keras' momentum of batch normalisation. */
    private static final float MOMENTUM = 0.99f;

    private final Shape input;
    private final List<Layer> layers;

    private Sequential(Shape input, List<Layer> layers) {
        this.input = input;
        this.layers = List.copyOf(layers);
    }

    /** A chain that takes rows of so many values. */
    public static Sequential input(int width) {
        return new Sequential(Shape.of(width), List.of());
    }

    /** A chain that takes rows of a shape. */
    public static Sequential input(Shape shape) {
        return new Sequential(shape, List.of());
    }

    /** The chain with one more layer of any kind. */
    public Sequential layer(Layer layer) {
        List<Layer> longer = new ArrayList<>(layers);
        longer.add(layer);
        new Network(input, longer); // refuses a layer that does not fit, here where it was added
        return new Sequential(input, longer);
    }

    /** A dense layer without an activation. */
    public Sequential dense(int units) {
        return layer(Dense.of(units));
    }

    /** A dense layer and its activation. */
    public Sequential dense(int units, ActivationFunction activation) {
        return dense(units).activation(activation);
    }

    /** An activation. */
    public Sequential activation(ActivationFunction activation) {
        return layer(Activation.of(activation));
    }

    /** Dropout of a share of the values while training. */
    public Sequential dropout(float rate) {
        return layer(new Dropout(rate));
    }

    /** Batch normalisation with Keras' settings. */
    public Sequential batchNorm() {
        return layer(new BatchNorm(MOMENTUM, EPSILON));
    }

    /** Layer normalisation with Keras' epsilon. */
    public Sequential layerNorm() {
        return layer(new LayerNorm(EPSILON));
    }

    /**
     * Decides how the chain is trained.
     *
     * @throws IllegalArgumentException if there is no dense layer, or the output is not as wide as the input
     */
    public Compiled compile(Rule rule, Loss loss) {
        Network chain = new Network(input, layers);
        int end = codeEnd(chain);
        Network encoder = chain.slice(0, end);
        Network decoder = chain.slice(end, layers.size());
        return new Compiled(new AutoencoderSpec(encoder, new Plain(), decoder, loss, new NoCorruption()), rule);
    }

    /** The number of layers up to and with the narrowest dense one and its activation. */
    private int codeEnd(Network chain) {
        List<Integer> dense = chain.denseLayers();
        if (dense.isEmpty()) {
            throw new IllegalArgumentException("a chain without a dense layer has no code");
        }
        List<Integer> hidden = dense.subList(0, Math.max(1, dense.size() - 1)); // the last one makes the output
        int narrowest = Collections.min(hidden, Comparator.comparingInt(i -> ((Dense) layers.get(i)).units()));
        boolean activated = narrowest + 1 < layers.size() && layers.get(narrowest + 1) instanceof Activation;
        return narrowest + (activated ? 2 : 1);
    }
}
