package io.hourglass.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.TreeMap;

/** A value of a sealed interface: the record's object, with a first key that says which record it is. */
final class SealedForm extends JsonForm {
    private static final String TAG = "type";

    private final Map<String, Class<?>> kinds = new TreeMap<>();

    SealedForm(Class<?> type) {
        collect(type);
    }

    private void collect(Class<?> family) {
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isInterface() && member.isSealed()) {
                collect(member);
            } else if (member.isRecord()) {
                add(member);
            } else {
                throw unsupported(member);
            }
        }
    }

    private void add(Class<?> member) {
        Class<?> other = kinds.putIfAbsent(kebab(member.getSimpleName()), member);
        if (other != null && other != member) {
            throw new IllegalArgumentException(
                    other.getName() + " and " + member.getName() + " have the same name in JSON");
        }
        if (new RecordForm(member).has(TAG)) {
            throw new IllegalArgumentException(
                    member.getName() + " has a component " + TAG + ", the key that says which record it is");
        }
    }

    @Override
    Object read(JsonElement element, JsonPlace place) {
        JsonObject object = object(element, place);
        JsonPlace tag = place.key(TAG);
        if (!object.has(TAG)) {
            throw tag.wrong("the key is missing; one of " + String.join(", ", kinds.keySet()));
        }
        String kind = string(object.get(TAG), tag);
        Class<?> member = kinds.get(kind);
        if (member == null) {
            throw tag.wrong("one of " + String.join(", ", kinds.keySet()) + " is needed, got " + JsonPlace.quote(kind));
        }
        return ((RecordForm) of(member)).readComponents(object, place, TAG);
    }

    @Override
    JsonElement writePresent(Object value, JsonPlace place) {
        var object = new JsonObject();
        object.add(TAG, new JsonPrimitive(kebab(value.getClass().getSimpleName())));
        return ((RecordForm) of(value.getClass())).writeComponents(value, object, place);
    }
}
