package io.hourglass.interop.onnx;

import io.hourglass.network.Conv2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Initializer;
import io.hourglass.network.Padding;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Products with a matrix, and arithmetic with constants. */
final class ProductOperators {
    static final Map<String, Operators.Translation> ALL = Map.of(
            "Gemm", ProductOperators::gemm,
            "MatMul", ProductOperators::matMul,
            "Add", walk -> constant(walk, 1f, 1f),
            "Sub", walk -> constant(walk, 1f, -1f),
            "Mul", ProductOperators::scaled,
            "Div", ProductOperators::divided,
            "BatchNormalization", ProductOperators::batchNorm);

    private static final Set<String> BY_VALUE = Set.of(
            "Relu",
            "LeakyRelu",
            "Elu",
            "Selu",
            "Sigmoid",
            "Tanh",
            "Mish",
            "Softsign",
            "Softplus",
            "Identity",
            "Dropout");

    private ProductOperators() {}

    private static void gemm(Walk walk) {
        StoredNode node = walk.node();
        if (node.real("alpha", 1f) != 1f || node.real("beta", 1f) != 1f || node.integer("transA", 0) != 0) {
            throw node.unsupported("alpha, beta and transA must be 1, 1 and 0");
        }
        StoredTensor stored = walk.constant(1);
        boolean turned = node.integer("transB", 0) == 1;
        int[] sizes = sizes(walk, stored);
        float[] kernel = turned ? transposed(stored.floats(), sizes[0], sizes[1]) : stored.floats();
        StoredTensor bias = walk.optional(2);
        dense(walk, kernel, turned ? sizes[0] : sizes[1], bias == null ? null : bias.floats());
    }

    private static int[] sizes(Walk walk, StoredTensor stored) {
        if (stored.shape().size() != 2) {
            throw walk.node().unsupported("its second input must be a matrix, got " + stored.shape());
        }
        return new int[] {stored.shape().get(0), stored.shape().get(1)};
    }

    /** [rows][columns] as [columns][rows]. */
    static float[] transposed(float[] matrix, int rows, int columns) {
        float[] turned = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            turned[i % columns * rows + i / columns] = matrix[i];
        }
        return turned;
    }

    /** A product and the addition of its bias may be two nodes. */
    private static void matMul(Walk walk) {
        StoredTensor stored = walk.constant(1);
        int units = sizes(walk, stored)[1];
        dense(walk, stored.floats(), units, null);
    }

    private static void dense(Walk walk, float[] stored, int units, float[] bias) {
        Shape input = walk.shape();
        if (stored.length != Math.multiplyExact(input.last(), units)) {
            throw walk.node().unsupported("its matrix does not fit to rows of " + input);
        }
        float[] kernel = walk.rowsInOrder(stored, units);
        float[] offset = bias == null ? new float[units] : bias;
        if (offset.length != units) {
            throw walk.node().unsupported("its bias must have " + units + " values, got " + offset.length);
        }
        Shape image = imageAhead(walk);
        if (image != null && image.last() > 1) {
            kernel = columnsInOrder(kernel, image);
            offset = columnsInOrder(offset, image);
        }
        if (input.dimensions().size() == 1) {
            walk.add(new Dense(units, true, false, new Initializer.GlorotUniform()), kernel, offset);
        } else {
            everywhere(walk, input, units, kernel, offset);
        }
    }

    private static void everywhere(Walk walk, Shape input, int units, float[] kernel, float[] offset) {
        walk.reshape(Shape.of(1, input.positions(), input.last()));
        walk.add(
                new Conv2d(units, Window.square(1, 1, Padding.VALID), true, new Initializer.GlorotUniform()),
                kernel,
                offset);
        List<Integer> sizes = new ArrayList<>(input.dimensions());
        sizes.set(sizes.size() - 1, units);
        walk.reshape(new Shape(sizes));
    }

    /** The image, channels last here, that a product's outputs become behind activations; null if they stay a vector. */
    private static Shape imageAhead(Walk walk) {
        int by = 1;
        StoredNode node = walk.ahead(by);
        while (node != null && BY_VALUE.contains(node.type())) {
            node = walk.ahead(++by);
        }
        if (node == null || !node.type().equals("Reshape") || node.inputs().size() < 2) {
            return null;
        }
        StoredTensor shape = walk.file().constant(node.inputs().get(1));
        List<Long> sizes = shape == null ? List.of() : shape.longs();
        StoredNode after = walk.ahead(by + 1);
        boolean turned = after != null && after.type().equals("Transpose");
        return sizes.size() == 4 && !turned && sizes.stream().skip(1).allMatch(size -> size > 0)
                ? Shape.of(Math.toIntExact(sizes.get(2)), Math.toIntExact(sizes.get(3)), Math.toIntExact(sizes.get(1)))
                : null;
    }

    /** Columns from channels first to channels last. */
    private static float[] columnsInOrder(float[] matrix, Shape image) {
        int width = image.size();
        int channels = image.last();
        float[] ordered = new float[matrix.length];
        for (int i = 0; i < matrix.length && matrix.length % width == 0; i++) {
            int here = i % width;
            int there = here % channels * image.positions() + here / channels;
            ordered[i] = matrix[i / width * width + there];
        }
        return ordered;
    }

    /** A constant as one number for each value of the last axis here. */
    private static float[] spread(Walk walk) {
        int input = walk.file().constant(walk.node().inputs().get(0)) == null ? 1 : 0;
        StoredTensor constant = walk.constant(input);
        float[] values = constant.floats();
        int width = walk.shape().last();
        List<Integer> shape = constant.shape();
        boolean alongLast = values.length == width && (shape.isEmpty() || shape.get(shape.size() - 1) == width);
        boolean alongChannels = values.length == width && shape.size() >= 3 && shape.get(shape.size() - 3) == width;
        boolean fits = walk.axes() == Walk.Axes.CHANNELS_FIRST ? alongChannels : alongLast;
        if (values.length == 1) {
            return Walk.filled(width, values[0]);
        }
        if (!fits) {
            throw walk.node().unsupported("its constant of " + shape + " is not one number for each of " + width);
        }
        return values;
    }

    private static void constant(Walk walk, float factor, float sign) {
        if (sign < 0 && walk.file().constant(walk.node().inputs().get(0)) != null) {
            throw walk.node().unsupported("a constant less a row has no counterpart");
        }
        float[] values = spread(walk);
        int width = values.length;
        for (int i = 0; i < width; i++) {
            values[i] *= sign;
        }
        walk.affine(Walk.filled(width, factor), values, new float[width], Walk.filled(width, 1f), 0);
    }

    private static void scaled(Walk walk) {
        float[] values = spread(walk);
        walk.affine(values, new float[values.length], new float[values.length], Walk.filled(values.length, 1f), 0);
    }

    private static void divided(Walk walk) {
        if (walk.file().constant(walk.node().inputs().get(0)) != null) {
            throw walk.node().unsupported("a constant divided by a row has no counterpart");
        }
        float[] values = spread(walk);
        for (int i = 0; i < values.length; i++) {
            values[i] = 1f / values[i];
        }
        walk.affine(values, new float[values.length], new float[values.length], Walk.filled(values.length, 1f), 0);
    }

    private static void batchNorm(Walk walk) {
        boolean channels = walk.axes() == Walk.Axes.CHANNELS_FIRST
                || walk.shape().dimensions().size() == 1;
        if (!channels) {
            throw walk.node().unsupported("its input must have the channels first");
        }
        walk.affine(
                walk.constant(1).floats(),
                walk.constant(2).floats(),
                walk.constant(3).floats(),
                walk.constant(4).floats(),
                walk.node().real("epsilon", 1e-5f));
    }
}
