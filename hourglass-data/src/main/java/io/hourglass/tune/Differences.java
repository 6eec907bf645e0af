package io.hourglass.tune;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** In what two trees differ, a phrase for each value, named by the keys that lead to it. */
final class Differences {
    private final List<String> phrases = new ArrayList<>();

    /**
     * The phrases.
     *
     * @param kept the one that was there before
     * @param asked the one that is asked for now
     */
    List<String> of(JsonElement kept, JsonElement asked) {
        add("", kept, asked);
        return phrases;
    }

    private void add(String path, JsonElement kept, JsonElement asked) {
        if (kept instanceof JsonObject before && asked instanceof JsonObject now) {
            Set<String> keys = new LinkedHashSet<>(before.keySet());
            keys.addAll(now.keySet());
            keys.forEach(key -> add(path.isEmpty() ? key : path + "." + key, before.get(key), now.get(key)));
        } else if (!Objects.equals(kept, asked)) {
            phrases.add(path + " was " + text(kept) + " and is " + text(asked));
        }
    }

    private static String text(JsonElement value) {
        if (value == null || value.isJsonNull()) {
            return "not given";
        }
        return value.isJsonPrimitive() ? "'" + value.getAsString() + "'" : value.toString();
    }
}
