package io.hourglass.data.preparation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts values that training did not see, by column. Safe for one thread. */
public final class Unseen {
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, String> examples = new LinkedHashMap<>();

    void add(String column, String value) {
        counts.merge(column, 1L, Long::sum);
        examples.putIfAbsent(column, value);
    }

    /** One sentence a column. */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        counts.forEach((column, count) -> notices.add("'" + column + "': " + count
                + (count == 1 ? " cell has a value" : " cells have values")
                + " that training did not see, such as '" + examples.get(column) + "'; taken as missing"));
        return notices;
    }
}
