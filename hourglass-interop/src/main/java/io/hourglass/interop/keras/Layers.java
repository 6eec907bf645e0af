package io.hourglass.interop.keras;

import java.util.Map;
import java.util.TreeMap;

/** The classes of Keras' layers that have a counterpart. */
final class Layers {
    /** Adds what a layer is here to the chain. */
    @FunctionalInterface
    interface Translation {
        void add(Item item);
    }

    private static final Map<String, Translation> ALL = new TreeMap<>();

    static {
        ALL.putAll(DenseLayers.ALL);
        ALL.putAll(ImageLayers.ALL);
        ALL.putAll(StepLayers.ALL);
        ALL.putAll(ShapeLayers.ALL);
        ALL.putAll(ValueLayers.ALL);
    }

    private Layers() {}

    /**
     * Adds a layer.
     *
     * @throws io.hourglass.error.DataException naming layer and class, if it has no counterpart
     */
    static void add(Item item) {
        Translation translation = ALL.get(item.type());
        if (translation == null) {
            throw item.unsupported("there is no counterpart; there are for " + String.join(", ", ALL.keySet()));
        }
        try {
            translation.add(item);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw item.unsupported(e.getMessage());
        }
    }
}
