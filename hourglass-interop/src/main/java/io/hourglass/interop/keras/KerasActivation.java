package io.hourglass.interop.keras;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import java.util.Locale;
import java.util.Map;

/** Keras' activation functions by name, with Keras' own slopes and scales. */
final class KerasActivation {
    /** Names that differ from those here. */
    private static final Map<String, String> OTHER_NAMES = Map.of("swish", "silu", "hard_swish", "hard_silu");

    private static final float LEAKY = 0.2f;

    private KerasActivation() {}

    /** Adds an activation as a layer's settings write it: a name, a registered function, a layer; none for null and linear. */
    static void add(Item item, JsonElement written) {
        if (written == null || written.isJsonNull()) {
            return;
        }
        if (written.isJsonPrimitive()) {
            addNamed(item, written.getAsString());
        } else if (written instanceof JsonObject object && object.has("config")) {
            JsonElement config = object.get("config");
            if (config instanceof JsonObject settings && object.has("class_name")) {
                String type = object.get("class_name").getAsString();
                Layers.add(new Item(type, settings, item.place(), item.path(), item.weights(), item.chain()));
            } else {
                add(item, config);
            }
        } else {
            throw item.unsupported("its activation is written as " + written);
        }
    }

    private static void addNamed(Item item, String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        String known = OTHER_NAMES.getOrDefault(plain, plain);
        if (known.equals("linear")) {
            return;
        }
        ActivationFunction function;
        try {
            function = ActivationFunction.of(known);
        } catch (IllegalArgumentException e) {
            throw item.unsupported("activation '" + name + "' has no counterpart");
        }
        add(
                item,
                function == ActivationFunction.LEAKY_RELU ? new Activation(function, LEAKY) : Activation.of(function));
    }

    /** Adds an activation under the layer's name. */
    static void add(Item item, Activation activation) {
        item.chain().add(item.path(), activation);
    }
}
