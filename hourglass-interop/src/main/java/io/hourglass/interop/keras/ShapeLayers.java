package io.hourglass.interop.keras;

import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Layers that change the shape of rows alone. */
final class ShapeLayers {
    static final Map<String, Layers.Translation> ALL =
            Map.of("Flatten", ShapeLayers::flatten, "Reshape", ShapeLayers::reshape);

    private ShapeLayers() {}

    private static void flatten(Item item) {
        item.chain().reshape(item.path(), Shape.of(item.chain().shape().size()));
    }

    /** At most one size may be -1, which stands for what is left. */
    private static void reshape(Item item) {
        List<Integer> sizes = new ArrayList<>();
        int known = 1;
        for (double size : item.numbers("target_shape")) {
            sizes.add((int) size);
            known = Math.multiplyExact(known, size > 0 ? (int) size : 1);
        }
        int left = item.chain().shape().size() / Math.max(1, known);
        sizes.replaceAll(size -> size < 0 ? left : size);
        item.chain().reshape(item.path(), new Shape(sizes));
    }
}
