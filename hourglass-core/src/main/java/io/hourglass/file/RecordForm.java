package io.hourglass.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A record as an object with a key for each component. Where the record states its defaults, in a static method {@code defaults}, a
 * key that is missing means the default: so files stay readable when a record gets one more component.
 */
final class RecordForm extends JsonForm {
    private final Class<?> type;

    /** Resolved at first use: a record may hold itself, by way of a list or an optional. */
    private volatile Map<String, Component> components;

    private record Component(Method accessor, JsonForm form) {}

    RecordForm(Class<?> type) {
        this.type = type;
    }

    @Override
    Object read(JsonElement element, JsonPlace place) {
        return readComponents(object(element, place), place, null);
    }

    /** Reads the components; the key {@code tag}, where one is given, was read already. */
    Object readComponents(JsonObject object, JsonPlace place, String tag) {
        Map<String, Component> known = components();
        for (String key : object.keySet()) {
            if (!known.containsKey(key) && !key.equals(tag)) {
                throw place.key(key)
                        .wrong("unknown key; "
                                + (known.isEmpty() ? "none is known" : "known are " + String.join(", ", known.keySet()))
                                + " here");
            }
        }
        List<Object> values = new ArrayList<>();
        known.forEach((key, component) -> {
            JsonElement value = object.get(key);
            JsonPlace inside = place.key(key);
            values.add(value == null ? absent(component, inside) : component.form.read(value, inside));
        });
        return construct(values.toArray(), place);
    }

    private Object absent(Component component, JsonPlace place) {
        Object defaults = defaults();
        return defaults == null ? component.form.absent(place) : get(component, defaults);
    }

    private Object defaults() {
        try {
            Method stated = type.getDeclaredMethod("defaults");
            stated.setAccessible(true);
            return stated.getReturnType() == type ? stated.invoke(null) : null;
        } catch (NoSuchMethodException e) {
            return null; // every key is needed
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot take the defaults of " + type.getName(), e);
        }
    }

    private Object construct(Object[] values, JsonPlace place) {
        try {
            return constructor().newInstance(values);
        } catch (InvocationTargetException e) {
            throw refused(e.getCause(), place);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make a " + type.getName(), e);
        }
    }

    private static JsonMappingException refused(Throwable cause, JsonPlace place) {
        if (cause instanceof Error error && !(error instanceof StackOverflowError)) {
            throw error;
        }
        boolean explained = cause instanceof IllegalArgumentException && cause.getMessage() != null;
        JsonMappingException refusal = place.wrong(explained ? cause.getMessage() : "refused: " + cause);
        refusal.initCause(cause);
        return refusal;
    }

    private Constructor<?> constructor() throws NoSuchMethodException {
        Class<?>[] types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }

    @Override
    JsonElement writePresent(Object value, JsonPlace place) {
        return writeComponents(value, new JsonObject(), place);
    }

    /** Adds the components to an object, and returns it. */
    JsonObject writeComponents(Object value, JsonObject object, JsonPlace place) {
        checkWritable(place);
        components()
                .forEach((key, component) ->
                        object.add(key, component.form.write(get(component, value), place.key(key))));
        return object;
    }

    private static Object get(Component component, Object value) {
        try {
            return component.accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + component.accessor, e);
        }
    }

    boolean has(String component) {
        return Stream.of(type.getRecordComponents()).anyMatch(c -> c.getName().equals(component));
    }

    private Map<String, Component> components() {
        Map<String, Component> resolved = components;
        if (resolved == null) {
            resolved = new LinkedHashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                resolved.put(
                        component.getName(), new Component(component.getAccessor(), of(component.getGenericType())));
            }
            components = resolved;
        }
        return resolved;
    }
}
