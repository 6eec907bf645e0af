package io.hourglass.interop.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.interop.chain.Chain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A layer of a Keras model as its file describes it.
 *
 * @param type the name of its class
 * @param config its settings
 * @param place where its values are
 * @param path its name behind those of the models that it is nested in
 * @param weights the values of all layers
 * @param chain what it is added to
 */
record Item(String type, JsonObject config, Place place, String path, Weights weights, Chain chain) {
    /** The same layer with the settings and values of the one within it. */
    Item inner(String innerType, JsonObject innerConfig, String part) {
        return new Item(innerType, innerConfig, place.inner(part), path, weights, chain);
    }

    /** One of its arrays; see {@link Weights#read}. */
    float[] read(int index, String role, Integer... shape) {
        return weights.read(place, index, role, List.of(shape));
    }

    /** That it cannot be taken over, and why. */
    DataException unsupported(String reason) {
        return new DataException(
                chain.source() + ": layer '" + path + "' of class " + type + " cannot be imported: " + reason);
    }

    private CorruptFileException wrong(String key, String needed) {
        return new CorruptFileException(
                chain.source(),
                "config",
                0,
                "layer '" + path + "': '" + key + "' must be " + needed + ", got " + config.get(key));
    }

    /** Whether a setting is there and not null. */
    boolean has(String key) {
        return config.has(key) && !config.get(key).isJsonNull();
    }

    /** A text, or what it is where nothing is said. */
    String text(String key, String usual) {
        return has(key) ? primitive(key, config.get(key), "a text").getAsString() : usual;
    }

    /** Yes or no, or what it is where nothing is said. */
    boolean flag(String key, boolean usual) {
        return has(key) ? primitive(key, config.get(key), "true or false").getAsBoolean() : usual;
    }

    /** A number, or what it is where nothing is said. */
    double number(String key, double usual) {
        return has(key) ? number(key, config.get(key)) : usual;
    }

    private double number(String key, JsonElement element) {
        JsonPrimitive primitive = primitive(key, element, "a number");
        if (!primitive.isNumber()) {
            throw wrong(key, "a number");
        }
        return primitive.getAsDouble();
    }

    private JsonPrimitive primitive(String key, JsonElement element, String needed) {
        if (element == null || !element.isJsonPrimitive()) {
            throw wrong(key, needed);
        }
        return element.getAsJsonPrimitive();
    }

    /** A whole number that must be there. */
    int count(String key) {
        return count(key, config.get(key));
    }

    private int count(String key, JsonElement element) {
        double value = number(key, element);
        if (value != (int) value) {
            throw wrong(key, "a whole number");
        }
        return (int) value;
    }

    /** Whole numbers; a single one stands for as many as are asked for, and so does the usual one. */
    int[] counts(String key, int many, int usual) {
        int[] counts = new int[many];
        if (!has(key)) {
            Arrays.fill(counts, usual);
        } else if (config.get(key) instanceof JsonArray array) {
            if (array.size() != many) {
                throw wrong(key, many + " numbers");
            }
            Arrays.setAll(counts, i -> count(key, array.get(i)));
        } else {
            Arrays.fill(counts, count(key));
        }
        return counts;
    }

    /** Numbers in whatever nesting; empty if it is not there. */
    List<Double> numbers(String key) {
        List<Double> all = new ArrayList<>();
        if (has(key)) {
            collect(key, config.get(key), all);
        }
        return all;
    }

    private void collect(String key, JsonElement element, List<Double> all) {
        if (element instanceof JsonArray array) {
            array.forEach(each -> collect(key, each, all));
        } else {
            all.add(number(key, element));
        }
    }

    /** Refuses settings that change what comes out and have no counterpart. */
    void requireUsual(Set<String> flags) {
        for (String flag : flags) {
            if (flag(flag, false)) {
                throw unsupported(flag + "=True has no counterpart");
            }
        }
        String format = text("data_format", "channels_last");
        if (!format.equals("channels_last")) {
            throw unsupported("data_format " + format + "; only channels_last has a counterpart");
        }
    }

    /** Adds the function that the layer ends with. */
    void addActivation() {
        KerasActivation.add(this, config.get("activation"));
    }
}
