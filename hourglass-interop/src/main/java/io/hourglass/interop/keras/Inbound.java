package io.hourglass.interop.keras;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.List;

/** Which layers a layer of a functional model is fed by. */
final class Inbound {
    private Inbound() {}

    /** Their names: none for an input; more than one is refused, and so is a layer that is used more than once. */
    static List<String> of(String source, String name, JsonObject layer) {
        List<String> names = new ArrayList<>();
        collect(layer.get("inbound_nodes"), names);
        if (names.size() > 1) {
            throw new DataException(source + ": layer '" + name + "' is fed " + names.size() + " times, by "
                    + String.join(", ", names) + "; only chains of layers are imported");
        }
        return names;
    }

    /** Keras 3 writes {@code "keras_history": [name, node, tensor]}, Keras 2 such arrays alone, with arguments behind. */
    private static void collect(JsonElement element, List<String> names) {
        if (element instanceof JsonObject object) {
            object.asMap().values().forEach(value -> collect(value, names));
        } else if (element instanceof JsonArray array) {
            if (array.size() >= 3 && isText(array.get(0)) && isNumber(array.get(1)) && isNumber(array.get(2))) {
                names.add(array.get(0).getAsString());
            } else {
                array.forEach(each -> collect(each, names));
            }
        }
    }

    private static boolean isText(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
    }

    private static boolean isNumber(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
    }
}
