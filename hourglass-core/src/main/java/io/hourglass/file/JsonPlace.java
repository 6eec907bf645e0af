package io.hourglass.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** A place in a JSON tree, linked to the one around it, so that a path is only spelled out when something is wrong. */
final class JsonPlace {
    /** How many arrays and objects may lie inside each other, when reading and when writing. */
    static final int NESTING_LIMIT = 64;

    private static final int LONGEST_STEP = 60;

    private final JsonPlace around;
    private final String key;
    private final int index;
    private final int depth;

    private JsonPlace(JsonPlace around, String key, int index) {
        this.around = around;
        this.key = key;
        this.index = index;
        this.depth = around == null ? 0 : around.depth + 1;
    }

    static JsonPlace root() {
        return new JsonPlace(null, null, 0);
    }

    JsonPlace key(String name) {
        return new JsonPlace(this, name, 0);
    }

    JsonPlace index(int position) {
        return new JsonPlace(this, null, position);
    }

    /** Whether an array or object here would lie inside too many others. */
    boolean isTooDeep() {
        return depth >= NESTING_LIMIT;
    }

    JsonMappingException wrong(String reason) {
        return new JsonMappingException(toString(), reason);
    }

    /** A text as an error message shows it: in quotes, short, without control characters. */
    static String quote(String text) {
        String shown = text.length() <= LONGEST_STEP ? text : text.substring(0, LONGEST_STEP) + "…";
        var quoted = new StringBuilder("\"");
        shown.chars().forEach(c -> {
            boolean visible = !Character.isISOControl(c) && !Character.isSurrogate((char) c);
            quoted.append(visible ? String.valueOf((char) c) : String.format(Locale.ROOT, "\\u%04x", c));
        });
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        Deque<JsonPlace> steps = new ArrayDeque<>();
        for (JsonPlace place = this; place.around != null; place = place.around) {
            steps.push(place);
        }
        var path = new StringBuilder("$");
        for (JsonPlace step : steps) {
            if (step.key == null) {
                path.append('[').append(step.index).append(']');
            } else if (step.key.matches("[A-Za-z_][A-Za-z0-9_]{0,59}")) {
                path.append('.').append(step.key);
            } else {
                path.append('[').append(quote(step.key)).append(']');
            }
        }
        return path.toString();
    }
}
