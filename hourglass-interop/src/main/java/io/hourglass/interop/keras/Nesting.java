package io.hourglass.interop.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.interop.chain.Chain;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks through a model and the models within it, in the order in which rows go.
 *
 * @param source the file's name
 * @param weights the values of all layers
 */
record Nesting(String source, Weights weights) {
    private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");
    private static final String INPUT = "InputLayer";
    private static final String NAME = "name";

    /** A layer of a model, with where its values are. */
    private record Found(String type, String name, JsonObject layer, JsonObject config, Place place) {}

    /** The chain of a whole model. */
    Chain chain(JsonObject model) {
        Chain chain = new Chain(source, inputShape(model));
        walk(model, "", "", "", chain);
        return chain;
    }

    private void walk(JsonObject model, String path, String group, String prefix, Chain chain) {
        List<Found> layers = found(model, path, group);
        boolean sequential = text(model, "class_name").equals("Sequential");
        for (Found each : sequential ? layers : new Graph(source, model.getAsJsonObject("config")).order(layers)) {
            String name = prefix + each.name;
            if (MODELS.contains(each.type)) {
                walk(each.layer, each.place.path() + "/", each.place.group(), name + "/", chain);
            } else if (!each.type.equals(INPUT)) {
                Layers.add(new Item(each.type, each.config, each.place, name, weights, chain));
            }
        }
    }

    /** Groups are named by class, numbered from the second of a class on; a Sequential does not count its input. */
    private List<Found> found(JsonObject model, String path, String group) {
        List<Found> all = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        for (JsonElement element : layers(model)) {
            JsonObject layer = object(element, "a layer");
            String type = text(layer, "class_name");
            JsonObject config = object(layer.get("config"), "the config of a layer");
            String name = config.has(NAME) ? text(config, NAME) : layer.has(NAME) ? text(layer, NAME) : type;
            String snake = snakeCase(type.equals("Model") ? "Functional" : type);
            int number = used.merge(snake, 1, Integer::sum) - 1;
            String at = path + "layers/" + snake + (number == 0 ? "" : "_" + number);
            all.add(new Found(type, name, layer, config, new Place(at, group.isEmpty() ? name : group, name)));
        }
        return all;
    }

    /** As Keras makes names of classes: Conv2DTranspose becomes conv2d_transpose. */
    static String snakeCase(String type) {
        return type.replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** Old files have the layers of a Sequential as its config. */
    private JsonArray layers(JsonObject model) {
        JsonElement config = model.get("config");
        JsonElement layers = config instanceof JsonObject object ? object.get("layers") : config;
        if (layers instanceof JsonArray array) {
            return array;
        }
        throw corrupt("the model has no layers: only Sequential and functional models are imported, got class "
                + text(model, "class_name"));
    }

    /** The shape that the first input says rows have. */
    private Shape inputShape(JsonObject model) {
        for (JsonElement element : layers(model)) {
            JsonObject layer = object(element, "a layer");
            if (MODELS.contains(text(layer, "class_name"))) {
                return inputShape(layer);
            }
            Optional<JsonArray> shape = declared(layer);
            if (shape.isPresent()) {
                return shape(shape.get());
            }
            break;
        }
        if (model.get("config") instanceof JsonObject config
                && config.get("build_input_shape") instanceof JsonArray shape) {
            return shape(shape);
        }
        throw new DataException(
                source + ": it does not say what shape its rows have; build the model before saving it");
    }

    private Optional<JsonArray> declared(JsonObject layer) {
        JsonObject config = object(layer.get("config"), "the config of a layer");
        for (String key : List.of("batch_shape", "batch_input_shape")) {
            if (config.get(key) instanceof JsonArray shape) {
                return Optional.of(shape);
            }
        }
        return layer.get("build_config") instanceof JsonObject build
                        && build.get("input_shape") instanceof JsonArray shape
                ? Optional.of(shape)
                : Optional.empty();
    }

    private Shape shape(JsonArray batch) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 1; i < batch.size(); i++) {
            if (batch.get(i).isJsonNull()) {
                throw new DataException(source + ": rows have the shape " + batch
                        + ", of no fixed size; build the model for one size and save it");
            }
            sizes.add(integer(batch.get(i)));
        }
        try {
            return new Shape(sizes);
        } catch (IllegalArgumentException e) {
            throw new DataException(source + ": rows have the shape " + batch + ": " + e.getMessage(), e);
        }
    }

    private int integer(JsonElement element) {
        try {
            return element.getAsInt();
        } catch (NumberFormatException | IllegalStateException | UnsupportedOperationException e) {
            throw corrupt("the size of a shape must be a whole number, got " + element);
        }
    }

    private JsonObject object(JsonElement element, String what) {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw corrupt(what + " must be a JSON object, got " + element);
    }

    private String text(JsonObject object, String key) {
        JsonElement element = object.get(key);
        if (element == null || !element.isJsonPrimitive()) {
            throw corrupt("'" + key + "' must be a text, got " + element);
        }
        return element.getAsString();
    }

    private CorruptFileException corrupt(String reason) {
        return new CorruptFileException(source, "config", 0, reason);
    }

    /**
     * The connections of a functional model.
     *
     * @param config its description
     */
    private record Graph(String source, JsonObject config) {
        /** The layers from the input to the output, each of which feeds one. */
        List<Found> order(List<Found> layers) {
            Map<String, List<Found>> fed = new HashMap<>();
            for (Found layer : layers) {
                for (String parent : Inbound.of(source, layer.name, layer.layer)) {
                    fed.computeIfAbsent(parent, key -> new ArrayList<>()).add(layer);
                }
            }
            List<Found> order = new ArrayList<>();
            Found at = input(layers);
            while (at != null) {
                order.add(at);
                List<Found> next = fed.getOrDefault(at.name, List.of());
                if (next.size() > 1 || order.size() > layers.size()) {
                    throw new DataException(source + ": layer '" + at.name + "' of class " + at.type + " feeds "
                            + next.size() + " layers; only chains of layers are imported");
                }
                at = next.isEmpty() ? null : next.get(0);
            }
            return order;
        }

        private Found input(List<Found> layers) {
            List<Found> inputs =
                    layers.stream().filter(layer -> layer.type.equals(INPUT)).toList();
            if (inputs.size() != 1) {
                throw new DataException(source + ": the model has " + inputs.size() + " inputs; one is needed");
            }
            return inputs.get(0);
        }
    }
}
