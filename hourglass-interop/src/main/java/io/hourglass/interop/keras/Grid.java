package io.hourglass.interop.keras;

import io.hourglass.network.Padding;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a window moves over. */
enum Grid {
    /** Rows of [height, width, channels]. */
    IMAGE(2) {
        @Override
        void enter(Item item) {
            if (item.chain().shape().dimensions().size() != 3) {
                throw item.unsupported(
                        "it takes images, and rows have shape " + item.chain().shape());
            }
        }

        @Override
        void leave(Item item) {}
    },
    /** Rows of [steps, channels], as images of height 1. */
    STEPS(1) {
        @Override
        void enter(Item item) {
            Shape shape = item.chain().shape();
            if (shape.dimensions().size() != 2) {
                throw item.unsupported("it goes along steps, and rows have shape " + shape);
            }
            item.chain().reshape(item.path(), Shape.of(1, shape.at(0), shape.at(1)));
        }

        @Override
        void leave(Item item) {
            Shape shape = item.chain().shape();
            item.chain().reshape(item.path(), Shape.of(shape.at(1), shape.at(2)));
        }
    };

    private final int sides;

    Grid(int sides) {
        this.sides = sides;
    }

    /** Brings rows into the shape of images. */
    abstract void enter(Item item);

    /** Brings them back. */
    abstract void leave(Item item);

    /** The sizes of a setting, one a side. */
    List<Integer> sizes(Item item, String key) {
        List<Integer> sizes = new ArrayList<>();
        for (int size : item.counts(key, sides, 2)) {
            sizes.add(size);
        }
        return sizes;
    }

    /**
     * The window of a layer.
     *
     * @param key what its size is called
     * @param stride the stride where none is given: 1, or else the window's size
     */
    Window window(Item item, String key, int stride) {
        item.requireUsual(Set.of());
        int[] sizes = item.counts(key, sides, 2);
        int[] strides = stride == 1 || item.has("strides") ? item.counts("strides", sides, 1) : sizes;
        int[] gaps = item.counts("dilation_rate", sides, 1);
        int last = sides - 1;
        Window.Side horizontal = new Window.Side(sizes[last], strides[last], gaps[last]);
        Window.Side vertical = sides == 1 ? new Window.Side(1, 1, 1) : new Window.Side(sizes[0], strides[0], gaps[0]);
        return new Window(vertical, horizontal, padding(item));
    }

    private static Padding padding(Item item) {
        String padding = item.text("padding", "valid");
        return switch (padding) {
            case "same" -> Padding.SAME;
            case "valid" -> Padding.VALID;
            default -> throw item.unsupported("padding '" + padding + "' has no counterpart");
        };
    }
}
