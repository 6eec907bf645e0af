package io.hourglass.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Strings, booleans and numbers. */
final class ScalarForm extends JsonForm {
    private static final Map<Class<?>, ScalarForm> FORMS = Map.ofEntries(
            Map.entry(String.class, new ScalarForm("a string", ScalarForm::text)),
            Map.entry(boolean.class, new ScalarForm("true or false", ScalarForm::truth)),
            Map.entry(char.class, new ScalarForm("a string of one character", ScalarForm::character)),
            Map.entry(byte.class, integer(Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue)),
            Map.entry(short.class, integer(Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue)),
            Map.entry(int.class, integer(Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue)),
            Map.entry(long.class, integer(Long.MIN_VALUE, Long.MAX_VALUE, Long::longValue)),
            Map.entry(float.class, new ScalarForm("a number that a 32-bit float holds", ScalarForm::single)),
            Map.entry(double.class, new ScalarForm("a number that a 64-bit float holds", ScalarForm::full)));

    private static final Map<Class<?>, Class<?>> UNBOXED = Map.of(
            Boolean.class, boolean.class,
            Character.class, char.class,
            Byte.class, byte.class,
            Short.class, short.class,
            Integer.class, int.class,
            Long.class, long.class,
            Float.class, float.class,
            Double.class, double.class);

    private final String needed;
    private final Function<JsonPrimitive, Object> parse;

    private ScalarForm(String needed, Function<JsonPrimitive, Object> parse) {
        this.needed = needed;
        this.parse = parse;
    }

    static Optional<ScalarForm> of(Class<?> type) {
        return Optional.ofNullable(FORMS.get(UNBOXED.getOrDefault(type, type)));
    }

    @Override
    Object read(JsonElement element, JsonPlace place) {
        Object value = element instanceof JsonPrimitive primitive ? parse.apply(primitive) : null;
        if (value == null) {
            throw place.wrong(needed + " is needed, got " + describe(element));
        }
        return value;
    }

    @Override
    JsonElement writePresent(Object value, JsonPlace place) {
        if (value instanceof Number number) {
            boolean finite = Double.isFinite(number.doubleValue());
            return finite ? new JsonPrimitive(number) : new JsonPrimitive(number.toString());
        }
        return value instanceof Boolean truth ? new JsonPrimitive(truth) : new JsonPrimitive(value.toString());
    }

    private static Object text(JsonPrimitive value) {
        return value.isString() ? value.getAsString() : null;
    }

    private static Object truth(JsonPrimitive value) {
        return value.isBoolean() ? value.getAsBoolean() : null;
    }

    private static Object character(JsonPrimitive value) {
        return value.isString() && value.getAsString().length() == 1
                ? value.getAsString().charAt(0)
                : null;
    }

    private static ScalarForm integer(long least, long greatest, Function<Long, Object> narrow) {
        return new ScalarForm("a whole number from " + least + " to " + greatest, value -> {
            if (!value.isNumber()) {
                return null;
            }
            try {
                long number = Long.parseLong(value.getAsString());
                return number < least || number > greatest ? null : narrow.apply(number);
            } catch (NumberFormatException e) {
                return null;
            }
        });
    }

    private static Object full(JsonPrimitive value) {
        try {
            double number = Double.parseDouble(value.getAsString());
            return isSaid(value, number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Parsed as a float at once: by way of a double it would be rounded twice. */
    private static Object single(JsonPrimitive value) {
        try {
            float number = Float.parseFloat(value.getAsString());
            return isSaid(value, number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** NaN and the infinities are said by their names alone, everything else by a number. */
    private static boolean isSaid(JsonPrimitive value, double number) {
        boolean finite = Double.isFinite(number);
        return finite
                ? value.isNumber()
                : value.isString() && value.getAsString().equals(Double.toString(number));
    }
}
