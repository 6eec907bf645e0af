package io.hourglass.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lists; what is read cannot be changed. */
final class ListForm extends JsonForm {
    private final JsonForm elements;

    ListForm(JsonForm elements) {
        this.elements = elements;
    }

    @Override
    Object read(JsonElement element, JsonPlace place) {
        List<Object> values = new ArrayList<>();
        for (JsonElement each : array(element, place)) {
            values.add(elements.read(each, place.index(values.size())));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    JsonElement writePresent(Object value, JsonPlace place) {
        checkWritable(place);
        var array = new JsonArray();
        for (Object each : (List<?>) value) {
            array.add(elements.write(each, place.index(array.size())));
        }
        return array;
    }
}
