package io.hourglass.interop.onnx;

import io.hourglass.network.AveragePool2d;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.MaxPool2d;
import io.hourglass.network.Padding;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Operators with a window. ONNX says how many zeros stand on each side, layers here that they are shared out evenly: where a stride leaves
 * an odd one, a kernel with a row or column of zeros behind it sees the same.
 */
final class WindowOperators {
    static final Map<String, Operators.Translation> ALL = Map.of(
            "Conv", WindowOperators::convolution,
            "ConvTranspose", WindowOperators::transposed,
            "MaxPool", walk -> pooling(walk, MaxPool2d::new),
            "AveragePool", walk -> pooling(walk, AveragePool2d::new),
            "GlobalAveragePool", walk -> global(walk, AveragePool2d::new),
            "GlobalMaxPool", walk -> global(walk, MaxPool2d::new));

    private WindowOperators() {}

    /**
     * One side of a window as ONNX has it.
     *
     * @param size of the kernel
     * @param before zeros before
     * @param after zeros behind
     */
    private record Side(int size, int stride, int dilation, int before, int after) {
        int span() {
            return (size - 1) * dilation + 1;
        }

        boolean padded() {
            return before > 0 || after > 0;
        }

        /** The size with zeros behind with which evenly shared zeros see the same; 0 if there is none. */
        int grown(int positions, int image) {
            for (int total = 2 * before; total <= 2 * before + 1; total++) {
                int span = total - (positions - 1) * stride + image;
                boolean fits = span >= span() && (dilation == 1 || span == span());
                if (fits && positions == (image + stride - 1) / stride) {
                    return dilation == 1 ? span : size;
                }
            }
            return 0;
        }
    }

    private static Side[] sides(StoredNode node, List<Integer> kernel) {
        int[] strides = Operators.ints(node, "strides", 2, 1);
        int[] dilations = Operators.ints(node, "dilations", 2, 1);
        int[] pads = Operators.ints(node, "pads", 4, 0);
        String auto = node.text("auto_pad", "NOTSET");
        if (!auto.equals("NOTSET") && !auto.equals("VALID")) {
            throw node.unsupported("auto_pad " + auto + "; pads must be told");
        }
        Side[] sides = new Side[2];
        for (int i = 0; i < 2; i++) {
            sides[i] = new Side(kernel.get(i), strides[i], dilations[i], pads[i], pads[i + 2]);
        }
        return sides;
    }

    private static int positions(Side side, int image) {
        return (image + side.before + side.after - side.span()) / side.stride + 1;
    }

    /** The window, and with it how far the kernel grew. */
    private static Window window(StoredNode node, Side[] sides, int[] sizes, Padding padding) {
        if (sizes[0] < 1 || sizes[1] < 1) {
            throw node.unsupported("its zeros on each side have no counterpart");
        }
        return new Window(
                new Window.Side(sizes[0], sides[0].stride, sides[0].dilation),
                new Window.Side(sizes[1], sides[1].stride, sides[1].dilation),
                padding);
    }

    private static void convolution(Walk walk) {
        walk.require(Walk.Axes.CHANNELS_FIRST);
        StoredNode node = walk.node();
        StoredTensor stored = walk.constant(1);
        List<Integer> shape = stored.shape(); // [filters, channels, height, width]
        if (shape.size() != 4 || node.integer("group", 1) != 1) {
            throw node.unsupported("kernels of two dimensions without groups have a counterpart, got " + shape);
        }
        Side[] sides = sides(node, shape.subList(2, 4));
        int[] sizes = {shape.get(2), shape.get(3)};
        boolean padded = sides[0].padded() || sides[1].padded();
        for (int i = 0; padded && i < 2; i++) {
            int image = walk.shape().at(i);
            sizes[i] = sides[i].grown(positions(sides[i], image), image);
        }
        Window window = window(node, sides, sizes, padded ? Padding.SAME : Padding.VALID);
        int filters = shape.get(0);
        float[] kernel = turned(stored.floats(), shape, sizes, true);
        walk.add(new Conv2d(filters, window, true, new Initializer.GlorotUniform()), kernel, bias(walk, filters));
    }

    private static float[] bias(Walk walk, int filters) {
        StoredTensor bias = walk.optional(2);
        return bias == null ? new float[filters] : bias.floats();
    }

    /**
     * [first][second][height][width] as [height · width · second][first], or as [first][height · width · second], with zeros behind
     * where the sizes are larger.
     */
    private static float[] turned(float[] kernel, List<Integer> shape, int[] sizes, boolean firstLast) {
        int first = shape.get(0);
        int second = shape.get(1);
        int places = Math.multiplyExact(sizes[0], sizes[1]);
        float[] turned = new float[Math.multiplyExact(Math.multiplyExact(first, second), places)];
        int from = 0;
        for (int a = 0; a < first; a++) {
            for (int b = 0; b < second; b++) {
                for (int i = 0; i < shape.get(2); i++) {
                    for (int j = 0; j < shape.get(3); j++) {
                        int patch = (i * sizes[1] + j) * second + b;
                        turned[firstLast ? patch * first + a : a * places * second + patch] = kernel[from++];
                    }
                }
            }
        }
        return turned;
    }

    private static void transposed(Walk walk) {
        walk.require(Walk.Axes.CHANNELS_FIRST);
        StoredNode node = walk.node();
        StoredTensor stored = walk.constant(1);
        List<Integer> shape = stored.shape(); // [channels, filters, height, width]
        if (shape.size() != 4 || node.integer("group", 1) != 1 || node.integers("output_shape") != null) {
            throw node.unsupported("kernels of two dimensions without groups or output_shape have a counterpart");
        }
        Side[] sides = sides(node, shape.subList(2, 4));
        int[] more = Operators.ints(node, "output_padding", 2, 0);
        int[] sizes = {shape.get(2), shape.get(3)};
        boolean padded = sides[0].padded() || sides[1].padded() || more[0] > 0 || more[1] > 0;
        for (int i = 0; padded && i < 2; i++) {
            Side side = sides[i];
            int image = side.stride * (walk.shape().at(i) - 1) + more[i] + side.span() - side.before - side.after;
            sizes[i] = image == side.stride * walk.shape().at(i)
                    ? side.grown(walk.shape().at(i), image)
                    : 0;
        }
        Window window = window(node, sides, sizes, padded ? Padding.SAME : Padding.VALID);
        int filters = shape.get(1);
        float[] kernel = turned(stored.floats(), shape, sizes, false);
        walk.add(
                new ConvTranspose2d(filters, window, true, new Initializer.GlorotUniform()),
                kernel,
                bias(walk, filters));
    }

    private static void pooling(Walk walk, Function<Window, Layer> pool) {
        walk.require(Walk.Axes.CHANNELS_FIRST);
        StoredNode node = walk.node();
        if (node.integer("ceil_mode", 0) != 0) {
            throw node.unsupported("ceil_mode has no counterpart");
        }
        int[] kernel = Operators.ints(node, "kernel_shape", 2, 0);
        Side[] sides = sides(node, List.of(kernel[0], kernel[1]));
        boolean padded = sides[0].padded() || sides[1].padded();
        if (padded && node.type().equals("AveragePool") && node.integer("count_include_pad", 0) == 1) {
            throw node.unsupported("count_include_pad has no counterpart");
        }
        int[] sizes = kernel.clone();
        for (int i = 0; padded && i < 2; i++) {
            int image = walk.shape().at(i);
            sizes[i] = sides[i].grown(positions(sides[i], image), image) == kernel[i] ? kernel[i] : 0;
        }
        walk.add(pool.apply(window(node, sides, sizes, padded ? Padding.SAME : Padding.VALID)));
    }

    private static void global(Walk walk, Function<Window, Layer> pool) {
        walk.require(Walk.Axes.CHANNELS_FIRST);
        Shape shape = walk.shape();
        walk.add(pool.apply(
                new Window(new Window.Side(shape.at(0), 1, 1), new Window.Side(shape.at(1), 1, 1), Padding.VALID)));
    }
}
