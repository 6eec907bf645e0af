package io.hourglass.data.source;

import java.util.Collection;
import java.util.Set;

/** The texts that stand for a missing cell; spaces around a cell do not count. */
public final class MissingTexts {
    private final Set<String> texts;
    private final int longest;

    /** The texts; the empty one always counts. */
    public MissingTexts(Collection<String> texts) {
        this.texts = Set.copyOf(texts);
        this.longest = texts.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Whether a cell with this text is missing. */
    public boolean contains(String cell) {
        int length = cell.length();
        if (length == 0) {
            return true;
        }
        if (cell.charAt(0) <= ' ' || cell.charAt(length - 1) <= ' ') {
            String stripped = cell.strip();
            return stripped.isEmpty() || texts.contains(stripped);
        }
        return length <= longest && texts.contains(cell);
    }
}
