package io.hourglass.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Maps from strings, written in the order of their keys: immutable maps iterate in another order in every JVM. */
final class MapForm extends JsonForm {
    private final JsonForm values;

    MapForm(JsonForm values) {
        this.values = values;
    }

    @Override
    Object read(JsonElement element, JsonPlace place) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object(element, place).entrySet()) {
            map.put(entry.getKey(), values.read(entry.getValue(), place.key(entry.getKey())));
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    JsonElement writePresent(Object value, JsonPlace place) {
        checkWritable(place);
        Map<String, Object> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            if (entry.getKey() == null) {
                throw new IllegalArgumentException(place + " has a null key");
            }
            sorted.put((String) entry.getKey(), entry.getValue());
        }
        var object = new JsonObject();
        sorted.forEach((key, each) -> object.add(key, values.write(each, place.key(key))));
        return object;
    }
}
