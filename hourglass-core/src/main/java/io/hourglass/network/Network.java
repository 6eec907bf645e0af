package io.hourglass.network;

import io.hourglass.math.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain of layers: a description, without weights. The weights are one flat block, laid out by a {@link Placement}.
 *
 * @param input the shape of one input row
 * @param layers the layers in order, at most {@value #MOST_LAYERS}; each must accept the shape that the one before gives
 */
public record Network(Shape input, List<Layer> layers) {
    /** More than any network has that learns; a file of many more would take minutes to lay out. */
    public static final int MOST_LAYERS = 1000;

    public Network {
        layers = List.copyOf(layers);
        if (layers.size() > MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "a network has at most " + MOST_LAYERS + " layers, got " + layers.size());
        }
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            try {
                shape = layers.get(i).output(shape);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "layer " + i + " (" + layers.get(i) + ") does not fit: " + e.getMessage(), e);
            }
        }
    }

    /** A network from its layers. */
    public static Network of(Shape input, Layer... layers) {
        return new Network(input, List.of(layers));
    }

    /**
     * The same layers with the very same weights over rows of another shape: convolutions, pooling and what works on each value take
     * images of any size.
     *
     * @throws IllegalArgumentException naming the first layer that cannot
     */
    public Network resized(Shape other) {
        Network network = new Network(other, layers);
        for (int i = 0; i < layers.size(); i++) {
            if (!network.parameters(i).equals(parameters(i))
                    || !network.state(i).equals(state(i))) {
                throw new IllegalArgumentException("layer " + i + " (" + layers.get(i) + ") has weights for rows of "
                        + shapes().get(i) + " and none for " + network.shapes().get(i));
            }
        }
        return network;
    }

    /** The shapes between the layers: the input's first, then what each layer gives. */
    public List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>(layers.size() + 1);
        shapes.add(input);
        for (Layer layer : layers) {
            shapes.add(layer.output(shapes.get(shapes.size() - 1)));
        }
        return shapes;
    }

    /** The shape of one output row. */
    public Shape output() {
        List<Shape> shapes = shapes();
        return shapes.get(shapes.size() - 1);
    }

    /** The trained parameters of a layer. */
    public List<Parameter> parameters(int layer) {
        return layers.get(layer).parameters(shapes().get(layer));
    }

    /** What a layer keeps that no gradient moves. */
    public List<Parameter> state(int layer) {
        return layers.get(layer).state(shapes().get(layer));
    }

    /** The number of trained weights of the network alone, tied kernels counted. */
    public int weightCount() {
        return Placement.following(this, 0, 0).weightEnd();
    }

    /** The number of state values. */
    public int stateCount() {
        return Placement.following(this, 0, 0).stateEnd();
    }

    /** Freshly initialised weights, one parameter after the other; the same for the same seed. */
    public float[] initialWeights(long seed) {
        float[] weights = new float[weightCount()];
        initialise(weights, Placement.following(this, 0, 0), seed);
        return weights;
    }

    /** Fills the network's weights in a block; every parameter draws from a stream of its own. */
    public void initialise(float[] weights, Placement placement, long seed) {
        for (int layer = 0; layer < layers.size(); layer++) {
            List<Parameter> parameters = parameters(layer);
            for (int p = 0; p < parameters.size(); p++) {
                parameters.get(p).fill(weights, placement.weight(layer, p), RandomStream.of(seed, layer, p));
            }
        }
    }

    /** Fills the network's state in a block, as it is before training. */
    public void initialiseState(float[] state, Placement placement) {
        for (int layer = 0; layer < layers.size(); layer++) {
            List<Parameter> parameters = state(layer);
            for (int p = 0; p < parameters.size(); p++) {
                parameters.get(p).fill(state, placement.state(layer, p), RandomStream.of(0, layer, p));
            }
        }
    }

    /** The most values that a row has anywhere on its way, inside of blocks too. */
    public int widest() {
        int widest = input.size();
        List<Shape> shapes = shapes();
        for (int i = 0; i < layers.size(); i++) {
            widest = Math.max(widest, layers.get(i).widest(shapes.get(i)));
        }
        return widest;
    }

    /** The floating-point operations of a forward pass over one row, roughly. */
    public double operations() {
        double operations = 0;
        List<Shape> shapes = shapes();
        for (int i = 0; i < layers.size(); i++) {
            operations += layers.get(i).operations(shapes.get(i));
        }
        return operations;
    }

    /** The places of the layers that have a dense kernel, in order. */
    public List<Integer> denseLayers() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Dense) {
                places.add(i);
            }
        }
        return places;
    }

    /**
     * Some of its layers as a network.
     *
     * @param from the first layer, from 0
     * @param to the layer after the last
     */
    public Network slice(int from, int to) {
        return new Network(shapes().get(from), layers.subList(from, to));
    }

    /** The same network without its last layer. */
    public Network withoutLast() {
        return slice(0, layers.size() - 1);
    }

    /** The last layer; null if there is none. */
    public Layer last() {
        return layers.isEmpty() ? null : layers.get(layers.size() - 1);
    }
}
