package io.hourglass.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;

/** Enum constants, by their names in lower case with hyphens. */
final class EnumForm extends JsonForm {
    private final Map<String, Object> constants = new LinkedHashMap<>();

    EnumForm(Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            constants.put(kebab(((Enum<?>) constant).name()), constant);
        }
    }

    @Override
    Object read(JsonElement element, JsonPlace place) {
        String name = string(element, place);
        Object constant = constants.get(name);
        if (constant == null) {
            throw place.wrong(
                    "one of " + String.join(", ", constants.keySet()) + " is needed, got " + JsonPlace.quote(name));
        }
        return constant;
    }

    @Override
    JsonElement writePresent(Object value, JsonPlace place) {
        return new JsonPrimitive(kebab(((Enum<?>) value).name()));
    }
}
