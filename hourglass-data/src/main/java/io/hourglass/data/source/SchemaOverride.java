package io.hourglass.data.source;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.hourglass.data.table.Schema;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a user says about columns, in place of what their cells show. As a file:
 *
 * <pre>{@code
 * {"columns": {"age": "numeric", "zip": "categorical", "id": "ignore",
 *              "when": {"type": "instant", "pattern": "dd.MM.yyyy HH:mm"},
 *              "paid": {"type": "boolean", "false": "no", "true": "yes"},
 *              "size": {"type": "numeric", "missing": ["unknown"]}},
 *  "missing": ["", "?", "NA"]}
 * }</pre>
 *
 * @param columns by name
 * @param missing the texts that stand for a missing cell in any column; the empty text always does
 */
public record SchemaOverride(Map<String, ColumnOverride> columns, List<String> missing) {
    private static final Set<String> KEYS = Set.of("columns", "missing");

    /** Copies both. */
    public SchemaOverride {
        columns = Map.copyOf(columns);
        missing = List.copyOf(missing);
    }

    /** Nothing is overridden. */
    public static SchemaOverride none() {
        return new SchemaOverride(Map.of(), Schema.DEFAULT_MISSING);
    }

    /**
     * Reads a schema file.
     *
     * @throws DataException if the file is missing, is not JSON, or has a key or type that is not known
     */
    public static SchemaOverride read(Path file) {
        DataFile.check(file);
        try {
            return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new DataException(file + " is not UTF-8 text: a schema file is JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the text of a schema file.
     *
     * @param source its name, for messages
     */
    static SchemaOverride parse(String source, String json) {
        JsonObject root = object(source, "the file", tree(source, json));
        for (String key : root.keySet()) {
            if (!KEYS.contains(key)) {
                throw new DataException(
                        source + ": unknown key '" + key + "'; a schema file has \"columns\" and \"missing\"");
            }
        }
        Map<String, ColumnOverride> columns = new LinkedHashMap<>();
        if (root.has("columns")) {
            object(source, "\"columns\"", root.get("columns"))
                    .asMap()
                    .forEach((name, value) -> columns.put(name, column(source, name, value)));
        }
        List<String> missing =
                root.has("missing") ? texts(source, "\"missing\"", root.get("missing")) : Schema.DEFAULT_MISSING;
        return new SchemaOverride(columns, missing);
    }

    private static JsonElement tree(String source, String json) {
        try {
            return JsonParser.parseString(json);
        } catch (JsonParseException e) {
            throw new DataException(source + " is not JSON: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new DataException(source + " is nested too deeply for a schema file", e);
        }
    }

    private static ColumnOverride column(String source, String name, JsonElement value) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> missing = List.of();
        if (value.isJsonObject()) {
            for (Map.Entry<String, JsonElement> entry : value.getAsJsonObject().entrySet()) {
                String where = "\"" + entry.getKey() + "\" of column '" + name + "'";
                if (entry.getKey().equals("missing")) {
                    missing = texts(source, where, entry.getValue());
                } else {
                    settings.put(entry.getKey(), text(source, where, entry.getValue()));
                }
            }
        } else {
            settings.put("type", text(source, "column '" + name + "'", value));
        }
        try {
            return ColumnOverride.of(settings, missing);
        } catch (IllegalArgumentException e) {
            throw new DataException(source + ", column '" + name + "': " + e.getMessage(), e);
        }
    }

    private static JsonObject object(String source, String what, JsonElement value) {
        if (!value.isJsonObject()) {
            throw new DataException(source + ": " + what + " must be a JSON object");
        }
        return value.getAsJsonObject();
    }

    private static String text(String source, String what, JsonElement value) {
        if (!value.isJsonPrimitive()) {
            throw new DataException(
                    source + ": " + what + " must be a text, or for a column an object with a \"type\"");
        }
        return value.getAsString();
    }

    private static List<String> texts(String source, String what, JsonElement value) {
        if (!value.isJsonArray()) {
            throw new DataException(source + ": " + what + " must be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        JsonArray array = value.getAsJsonArray();
        array.forEach(element -> texts.add(text(source, what, element)));
        return texts;
    }
}
