package io.hourglass.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found on rows of which the truth is known.
 *
 * @param rows those with a label
 * @param byName figures and their intervals, in the order in which they are told
 */
public record Figures(long rows, Map<String, Estimate> byName) {
    public Figures {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** The figure of a name, which there must be. */
    public Estimate figure(String name) {
        return byName.get(name);
    }
}
