package io.hourglass.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the values of one Java type look in JSON, in both directions. */
abstract sealed class JsonForm
        permits ScalarForm, EnumForm, ListForm, ArrayForm, MapForm, OptionalForm, RecordForm, SealedForm {

    private static final ClassValue<JsonForm> FORMS = new ClassValue<>() {
        @Override
        protected JsonForm computeValue(Class<?> type) {
            return make(type);
        }
    };

    /** The value that an element says, or a {@link JsonMappingException} at its place. */
    abstract Object read(JsonElement element, JsonPlace place);

    /** The element for a value that is not null. */
    abstract JsonElement writePresent(Object value, JsonPlace place);

    /** What a key that is not there means. */
    Object absent(JsonPlace place) {
        throw place.wrong("the key is missing");
    }

    /** The element for a value, which must be there. */
    final JsonElement write(Object value, JsonPlace place) {
        if (value == null) {
            throw new IllegalArgumentException(place + " is null; an absent value is an empty Optional");
        }
        return writePresent(value, place);
    }

    static JsonForm of(Type type) {
        if (type instanceof Class<?> plain) {
            return FORMS.get(plain);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListForm(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new MapForm(of(arguments[1]));
            }
            if (generic.getRawType() == Optional.class) {
                return new OptionalForm(of(arguments[0]));
            }
        }
        throw unsupported(type);
    }

    private static JsonForm make(Class<?> type) {
        Optional<ScalarForm> scalar = ScalarForm.of(type);
        if (scalar.isPresent()) {
            return scalar.get();
        }
        if (type.isEnum()) {
            return new EnumForm(type);
        }
        if (type.isArray()) {
            return new ArrayForm(type.getComponentType());
        }
        if (type.isRecord()) {
            return new RecordForm(type);
        }
        if (type.isInterface() && type.isSealed()) {
            return new SealedForm(type);
        }
        throw unsupported(type);
    }

    static IllegalArgumentException unsupported(Type type) {
        return new IllegalArgumentException(
                "JSON holds records, sealed interfaces of records, enums, strings, numbers, "
                        + "booleans, arrays, List, Map<String, …> and Optional of them; got " + type.getTypeName());
    }

    /** {@code BatchNorm} as {@code batch-norm}, {@code MaxPool2d} as {@code max-pool2d}, {@code LEAKY_RELU} as {@code leaky-relu}. */
    static String kebab(String javaName) {
        return javaName.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }

    static JsonArray array(JsonElement element, JsonPlace place) {
        if (!(element instanceof JsonArray array)) {
            throw place.wrong("an array is needed, got " + describe(element));
        }
        checkDepth(place);
        return array;
    }

    static JsonObject object(JsonElement element, JsonPlace place) {
        if (!(element instanceof JsonObject object)) {
            throw place.wrong("an object is needed, got " + describe(element));
        }
        checkDepth(place);
        return object;
    }

    static String string(JsonElement element, JsonPlace place) {
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw place.wrong("a string is needed, got " + describe(element));
    }

    private static void checkDepth(JsonPlace place) {
        if (place.isTooDeep()) {
            throw place.wrong("nests more than " + JsonPlace.NESTING_LIMIT + " deep");
        }
    }

    /** Stops a value whose tree {@link JsonText} would refuse to read. */
    static void checkWritable(JsonPlace place) {
        if (place.isTooDeep()) {
            throw new IllegalArgumentException(
                    "the value nests more than " + JsonPlace.NESTING_LIMIT + " deep, at " + place);
        }
    }

    static String describe(JsonElement element) {
        if (element instanceof JsonPrimitive primitive) {
            if (primitive.isString()) {
                return "the string " + JsonPlace.quote(primitive.getAsString());
            }
            String text = primitive.getAsString();
            return text.length() > 40 ? text.substring(0, 40) + "…" : text;
        }
        if (element.isJsonNull()) {
            return "null";
        }
        return element.isJsonArray() ? "an array" : "an object";
    }
}
