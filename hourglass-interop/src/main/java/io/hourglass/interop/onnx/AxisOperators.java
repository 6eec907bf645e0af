package io.hourglass.interop.onnx;

import io.hourglass.interop.onnx.Walk.Axes;
import io.hourglass.network.Repeat;
import io.hourglass.network.Shape;
import io.hourglass.network.Upsample2d;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operators that move values and change none. */
final class AxisOperators {
    static final Map<String, Operators.Translation> ALL = Map.of(
            "Flatten", AxisOperators::flatten,
            "Reshape", AxisOperators::reshape,
            "Squeeze", AxisOperators::squeeze,
            "Transpose", AxisOperators::transpose,
            "Unsqueeze", AxisOperators::repeat,
            "Resize", AxisOperators::resize);

    private static final List<Long> CHANNELS_LAST = List.of(0L, 2L, 3L, 1L);
    private static final List<Long> CHANNELS_FIRST = List.of(0L, 3L, 1L, 2L);
    private static final List<Long> STEPS_FIRST = List.of(1L, 0L, 2L);

    private AxisOperators() {}

    private static void flatten(Walk walk) {
        if (walk.node().integer("axis", 1) != 1) {
            throw walk.node().unsupported("axis must be 1");
        }
        walk.flatten();
    }

    /** To a vector, or from a vector to an image; the first size is that of the rows. */
    private static void reshape(Walk walk) {
        List<Long> sizes = walk.constant(1).longs();
        Shape now = walk.shape();
        if (sizes.isEmpty()) {
            throw walk.node().unsupported("the rows would be lost");
        }
        List<Integer> shape = new ArrayList<>();
        long known = 1;
        for (long size : sizes.subList(1, sizes.size())) {
            known = Math.multiplyExact(known, size > 0 ? size : 1);
        }
        for (int i = 1; i < sizes.size(); i++) {
            long size = sizes.get(i);
            shape.add(Math.toIntExact(size == -1 ? now.size() / Math.max(1, known) : size == 0 ? now.at(i - 1) : size));
        }
        if (shape.size() == 1) {
            walk.flatten();
        } else if (shape.size() == 3 && now.dimensions().size() == 1 && !turnedNext(walk)) {
            walk.requireOrdered();
            walk.reshape(Shape.of(shape.get(1), shape.get(2), shape.get(0)));
            walk.axes(Axes.CHANNELS_FIRST);
        } else {
            walk.require(Axes.AS_HERE);
            walk.requireOrdered();
            walk.reshape(new Shape(shape));
        }
    }

    /** Whether the axes are turned next, which tells that the channels were last. */
    private static boolean turnedNext(Walk walk) {
        StoredNode next = walk.ahead(1);
        return next != null && next.type().equals("Transpose") && CHANNELS_FIRST.equals(next.integers("perm"));
    }

    /** Takes away the axis of an LSTM's one direction, or the sizes of 1 that pooling over a whole image leaves. */
    private static void squeeze(Walk walk) {
        if (walk.axes() == Axes.DIRECTIONS) {
            walk.axes(walk.shape().dimensions().size() == 2 ? Axes.STEPS_FIRST : Axes.AS_HERE);
        } else if (walk.shape().positions() == 1) {
            walk.flatten();
        } else {
            throw walk.node().unsupported("an axis that is not that of an LSTM's direction has no counterpart");
        }
    }

    private static void transpose(Walk walk) {
        List<Long> perm = walk.node().integers("perm");
        if (CHANNELS_FIRST.equals(perm) && walk.axes() == Axes.AS_HERE) {
            walk.axes(Axes.CHANNELS_FIRST);
        } else if (CHANNELS_LAST.equals(perm) && walk.axes() == Axes.CHANNELS_FIRST) {
            walk.axes(Axes.AS_HERE);
        } else if (STEPS_FIRST.equals(perm) && walk.axes() != Axes.CHANNELS_FIRST) {
            walk.axes(walk.axes() == Axes.STEPS_FIRST ? Axes.AS_HERE : Axes.STEPS_FIRST);
        } else {
            throw walk.node().unsupported("perm " + perm + " has no counterpart there");
        }
    }

    /** A vector repeated: an axis of one step, and a Tile along it. */
    private static void repeat(Walk walk) {
        StoredNode tile = walk.ahead(1);
        boolean vector = walk.shape().dimensions().size() == 1 && walk.axes() == Axes.AS_HERE;
        if (!vector
                || tile == null
                || !tile.type().equals("Tile")
                || tile.inputs().size() < 2) {
            throw walk.node().unsupported("only before a Tile of a vector it has a counterpart");
        }
        StoredTensor times = walk.file().constant(tile.inputs().get(1));
        List<Long> repeats = times == null ? List.of() : times.longs();
        if (repeats.size() != 3 || repeats.get(0) != 1 || repeats.get(2) != 1) {
            throw tile.unsupported("it must repeat the middle of three axes, got " + repeats);
        }
        walk.add(new Repeat(Math.toIntExact(repeats.get(1))));
        walk.skip(1);
    }

    private static void resize(Walk walk) {
        walk.require(Axes.CHANNELS_FIRST);
        StoredNode node = walk.node();
        StoredTensor scales = walk.optional(2);
        float[] times = scales == null ? new float[0] : scales.floats();
        boolean usual = node.text("mode", "nearest").equals("nearest")
                && node.text("coordinate_transformation_mode", "half_pixel").equals("asymmetric")
                && node.text("nearest_mode", "round_prefer_floor").equals("floor");
        if (!usual || times.length != 4 || times[2] != (int) times[2] || times[3] != (int) times[3]) {
            throw node.unsupported("only a nearest, asymmetric, floored one by whole scales has a counterpart");
        }
        walk.add(new Upsample2d((int) times[2], (int) times[3]));
    }
}
