package io.hourglass.interop.onnx;

import io.hourglass.interop.chain.Chain;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.Layer;
import io.hourglass.network.Shape;
import java.util.Arrays;
import java.util.List;

/** Where a walk along the nodes of a graph has come to: the layers so far, the node at hand, and how ONNX orders the axes there. */
final class Walk {
    /** Added to a variance it changes none that is a float of its usual size. */
    private static final float NOTHING = Float.MIN_NORMAL;

    private static final float MOMENTUM = 0.99f;

    private final OnnxFile file;
    private final List<StoredNode> nodes;
    private final Chain chain;
    private int at;
    private Axes axes;
    /** The shape of [height, width, channels] that was flattened channels first, until a product takes it; null otherwise. */
    private Shape flattened;

    /** How the axes of a value stand in ONNX. */
    enum Axes {
        /** As here, the rows first and the channels last. */
        AS_HERE,
        /** [rows, channels, height, width], or [rows, channels, steps] as here [1, steps, channels]. */
        CHANNELS_FIRST,
        /** [steps, rows, features]. */
        STEPS_FIRST,
        /** [steps, directions, rows, features] or [directions, rows, features], one direction. */
        DIRECTIONS
    }

    Walk(OnnxFile file, List<StoredNode> nodes, Chain chain, Axes axes) {
        this.file = file;
        this.nodes = nodes;
        this.chain = chain;
        this.axes = axes;
    }

    void go() {
        for (; at < nodes.size(); at++) {
            try {
                Operators.add(this);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw node().unsupported(e.getMessage());
            }
        }
        if (axes == Axes.STEPS_FIRST || axes == Axes.DIRECTIONS) {
            throw nodes.get(nodes.size() - 1).unsupported("the graph ends with the steps before the rows");
        }
    }

    StoredNode node() {
        return nodes.get(at);
    }

    /** A node after the one at hand; null at the end. */
    StoredNode ahead(int by) {
        return at + by < nodes.size() ? nodes.get(at + by) : null;
    }

    void skip(int count) {
        at += count;
    }

    OnnxFile file() {
        return file;
    }

    Shape shape() {
        return chain.shape();
    }

    Axes axes() {
        return axes;
    }

    void axes(Axes now) {
        axes = now;
    }

    void require(Axes needed) {
        if (axes != needed) {
            throw node().unsupported("its input has the axes " + axes + ", and " + needed + " are needed");
        }
    }

    /** The constant that is one of the node's inputs. */
    StoredTensor constant(int input) {
        StoredTensor tensor = optional(input);
        if (tensor == null) {
            throw node().unsupported("its input " + input + " must be a constant");
        }
        return tensor;
    }

    /** The same; null if the input is left out. */
    StoredTensor optional(int input) {
        List<String> inputs = node().inputs();
        if (input >= inputs.size() || inputs.get(input).isEmpty()) {
            return null;
        }
        StoredTensor tensor = file.constant(inputs.get(input));
        if (tensor == null) {
            throw node().unsupported("its input '" + inputs.get(input) + "' is computed; a constant is needed");
        }
        return tensor;
    }

    void add(Layer layer, float[]... weights) {
        chain.add(node().name(), layer, List.of(weights), List.of());
    }

    void reshape(Shape shape) {
        chain.reshape(node().name(), shape);
    }

    /** gamma (x - mean) / √(variance) + beta. */
    void affine(float[] gamma, float[] beta, float[] mean, float[] variance, float epsilon) {
        chain.add(
                node().name(),
                new BatchNorm(MOMENTUM, epsilon > 0 ? epsilon : NOTHING),
                List.of(gamma, beta),
                List.of(mean, variance));
    }

    static float[] filled(int width, float value) {
        float[] values = new float[width];
        Arrays.fill(values, value);
        return values;
    }

    /** Makes a vector of an image; if its channels came first, the next product's rows are put in the order here. */
    void flatten() {
        Shape shape = shape();
        if (axes == Axes.CHANNELS_FIRST && shape.dimensions().size() == 3) {
            flattened = shape;
        }
        axes = Axes.AS_HERE;
        reshape(Shape.of(shape.size()));
    }

    /** A kernel [inputs][units] with its rows in the order of the values here. */
    float[] rowsInOrder(float[] kernel, int units) {
        if (flattened == null) {
            return kernel;
        }
        Shape image = flattened;
        flattened = null;
        int channels = image.last();
        float[] ordered = new float[kernel.length];
        for (int i = 0; i < image.size(); i++) {
            int there = i % channels * image.positions() + i / channels;
            System.arraycopy(kernel, there * units, ordered, i * units, units);
        }
        return ordered;
    }

    /** A vector that is about to become an image with its channels first must be in the order here already. */
    void requireOrdered() {
        if (flattened != null && flattened.last() > 1) {
            throw node().unsupported("the channels of what was flattened before it are not in the order here");
        }
    }
}
