package io.hourglass.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.lang.reflect.Array;

/** Java arrays, of primitives or of anything that JSON holds. */
final class ArrayForm extends JsonForm {
    private final Class<?> type;
    private final JsonForm elements;

    ArrayForm(Class<?> elementType) {
        type = elementType;
        elements = of(elementType);
    }

    @Override
    Object read(JsonElement element, JsonPlace place) {
        JsonArray array = array(element, place);
        Object values = Array.newInstance(type, array.size());
        for (int i = 0; i < array.size(); i++) {
            Array.set(values, i, elements.read(array.get(i), place.index(i)));
        }
        return values;
    }

    @Override
    JsonElement writePresent(Object value, JsonPlace place) {
        checkWritable(place);
        int length = Array.getLength(value);
        var array = new JsonArray(length);
        for (int i = 0; i < length; i++) {
            array.add(elements.write(Array.get(value, i), place.index(i)));
        }
        return array;
    }
}
