package io.hourglass.data.preparation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts values that training did not see, by column. Safe for one thread. */
public final class Unseen {
    private final Map<String, Found> columns = new LinkedHashMap<>();

    private record Found(long count, String example, String fate) {
        Found more() {
            return new Found(count + 1, example, fate);
        }
    }

    /** A value that is taken as missing. */
    void missing(String column, String value) {
        add(column, value, "taken as missing");
    }

    /** A number so far out that its square would be none. */
    void beyond(String column, String value) {
        add(column, value, "taken as 1e15 on the column's scale, beyond which nothing is told apart");
    }

    /** A value that nothing comes of. */
    void ignored(String column, String value) {
        add(column, value, "not looked at, because the column had one value then");
    }

    private void add(String column, String value, String fate) {
        Found found = columns.get(column);
        columns.put(column, found == null ? new Found(1, value, fate) : found.more());
    }

    /** One sentence a column. */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        columns.forEach((column, found) -> notices.add("'" + column + "': " + found.count
                + (found.count == 1 ? " cell has a value" : " cells have values")
                + " that training did not see, such as '" + found.example + "'; " + found.fate));
        return notices;
    }
}
