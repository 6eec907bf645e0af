package io.hourglass.interop.keras;

import com.google.gson.JsonObject;
import io.hourglass.network.Conv2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Initializer;
import io.hourglass.network.Padding;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fully connected layers; over the steps of a window or the pixels of an image they are convolutions with a window of one. */
final class DenseLayers {
    static final Map<String, Layers.Translation> ALL =
            Map.of("Dense", DenseLayers::dense, "TimeDistributed", DenseLayers::eachStep);

    private DenseLayers() {}

    private static void dense(Item item) {
        int units = item.count("units");
        boolean bias = item.flag("use_bias", true);
        Shape input = item.chain().shape();
        List<float[]> weights = new ArrayList<>();
        weights.add(item.read(0, "kernel", input.last(), units));
        if (bias) {
            weights.add(item.read(1, "bias", units));
        }
        if (input.dimensions().size() == 1) {
            item.chain()
                    .add(
                            item.path(),
                            new Dense(units, bias, false, new Initializer.GlorotUniform()),
                            weights,
                            List.of());
        } else {
            everywhere(item, input, units, bias, weights);
        }
        item.addActivation();
    }

    private static void everywhere(Item item, Shape input, int units, boolean bias, List<float[]> weights) {
        item.chain().reshape(item.path(), Shape.of(1, input.positions(), input.last()));
        Conv2d point = new Conv2d(units, Window.square(1, 1, Padding.VALID), bias, new Initializer.GlorotUniform());
        item.chain().add(item.path(), point, weights, List.of());
        List<Integer> sizes = new ArrayList<>(input.dimensions());
        sizes.set(sizes.size() - 1, units);
        item.chain().reshape(item.path(), new Shape(sizes));
    }

    /** What works on the last axis alone is the same at each step anyway. */
    private static void eachStep(Item item) {
        if (!(item.config().get("layer") instanceof JsonObject layer
                && layer.get("config") instanceof JsonObject config
                && layer.has("class_name"))) {
            throw item.unsupported("it says nothing of the layer within it");
        }
        String type = layer.get("class_name").getAsString();
        if (!type.equals("Dense") && !type.equals("Activation") && !type.equals("Dropout")) {
            throw item.unsupported("within it only Dense, Activation and Dropout have a counterpart, got " + type);
        }
        Layers.add(item.inner(type, config, "layer"));
    }
}
