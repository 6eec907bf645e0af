package io.hourglass.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON text (RFC 8259) to a tree and back. Reading is strict: valid UTF-8, one value, no repeated keys, nested at most 64
 * deep. Writing is compact, and gives the same bytes for the same tree on every machine.
 */
public final class JsonText {
    private JsonText() {}

    /**
     * Reads one JSON value. Numbers keep the text they were written with.
     *
     * @throws JsonMappingException if the bytes are not one JSON value
     */
    public static JsonElement parse(byte[] utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonMappingException("$", "the text is not UTF-8");
        }
        return parse(text);
    }

    /**
     * Reads one JSON value.
     *
     * @throws JsonMappingException if the text is not one JSON value
     */
    public static JsonElement parse(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(JsonPlace.NESTING_LIMIT);
        try {
            JsonElement value = read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalStateException("there is something after the value");
            }
            return value;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw malformed(reader, text, "not JSON: " + firstLine(e));
        } catch (RepeatedKey e) {
            throw malformed(reader, text, "the key " + JsonPlace.quote(e.getMessage()) + " appears twice");
        }
    }

    private static JsonElement read(JsonReader reader) throws IOException, RepeatedKey {
        return switch (reader.peek()) {
            case BEGIN_ARRAY -> readArray(reader);
            case BEGIN_OBJECT -> readObject(reader);
            case STRING -> new JsonPrimitive(reader.nextString());
            case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            default -> throw new IllegalStateException("expected a value");
        };
    }

    private static JsonArray readArray(JsonReader reader) throws IOException, RepeatedKey {
        var array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(read(reader));
        }
        reader.endArray();
        return array;
    }

    private static JsonObject readObject(JsonReader reader) throws IOException, RepeatedKey {
        var object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String key = reader.nextName();
            if (object.has(key)) {
                throw new RepeatedKey(key);
            }
            object.add(key, read(reader));
        }
        reader.endObject();
        return object;
    }

    private static JsonMappingException malformed(JsonReader reader, String text, String reason) {
        int position = (int) Math.min(Math.max(reader.getCharacterOffset(), 0), text.length());
        long offset = text.substring(0, position).getBytes(StandardCharsets.UTF_8).length;
        return new JsonMappingException(reader.getPath(), reason, offset);
    }

    private static String firstLine(Exception e) {
        return e.getMessage() == null
                ? "unexpected end"
                : e.getMessage().lines().findFirst().orElse("unexpected end");
    }

    /** A tree as UTF-8 bytes; see {@link #write}. */
    public static byte[] bytes(JsonElement value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A tree as text on one line, without white space.
     *
     * @throws IllegalArgumentException if it nests more than 64 deep, holds a number that JSON has not, or a string that is
     *     not Unicode (half of a surrogate pair)
     */
    public static String write(JsonElement value) {
        var out = new StringBuilder();
        write(value, out, 0);
        return out.toString();
    }

    private static void write(JsonElement value, StringBuilder out, int depth) {
        if (depth >= JsonPlace.NESTING_LIMIT && (value.isJsonArray() || value.isJsonObject())) {
            throw new IllegalArgumentException("JSON nests at most " + JsonPlace.NESTING_LIMIT + " deep");
        }
        if (value instanceof JsonArray array) {
            String separator = "[";
            for (JsonElement element : array) {
                out.append(separator);
                write(element, out, depth + 1);
                separator = ",";
            }
            out.append(array.isEmpty() ? "[]" : "]");
        } else if (value instanceof JsonObject object) {
            String separator = "{";
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                quote(entry.getKey(), out.append(separator));
                write(entry.getValue(), out.append(':'), depth + 1);
                separator = ",";
            }
            out.append(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof JsonPrimitive primitive) {
            write(primitive, out);
        } else {
            out.append("null");
        }
    }

    private static void write(JsonPrimitive value, StringBuilder out) {
        if (value.isString()) {
            quote(value.getAsString(), out);
        } else if (value.isBoolean()) {
            out.append(value.getAsBoolean());
        } else {
            out.append(number(value.getAsNumber()));
        }
    }

    private static String number(Number value) {
        String text;
        if (value instanceof Float single) {
            text = DecimalText.of(single);
        } else if (value instanceof Double full) {
            text = DecimalText.of(full);
        } else {
            text = value.toString();
        }
        if (text.endsWith("NaN") || text.endsWith("y")) {
            throw new IllegalArgumentException("JSON has no number " + text);
        }
        return text;
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (isLoneSurrogate(text, i)) {
                throw new IllegalArgumentException(
                        "half of a surrogate pair is not Unicode text: " + JsonPlace.quote(text));
            } else if (c < ' ') {
                out.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static final class RepeatedKey extends Exception {
        private static final long serialVersionUID = 1L;

        RepeatedKey(String key) {
            super(key);
        }
    }
}
