package io.hourglass.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The kinds of autoencoders; those that can be combined are joined by {@code +}. */
public enum Kind {
    /** A narrow code and nothing else. */
    PLAIN,
    /** Learns to undo noise on its input. */
    DENOISING,
    /** Learns a distribution of codes, from which new rows can be drawn. */
    VARIATIONAL;

    /**
     * Kinds as the command line writes them, for instance {@code variational+denoising}.
     *
     * @throws IllegalArgumentException if one is not known
     */
    public static List<Kind> parse(String text) {
        List<String> known = new ArrayList<>();
        for (Kind kind : values()) {
            known.add(kind.toString());
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String name : text.split("\\+", -1)) {
            int place = known.indexOf(name.strip());
            if (place < 0) {
                throw new IllegalArgumentException(
                        "no kind is called '" + name + "'; there are " + String.join(", ", known));
            }
            kinds.add(values()[place]);
        }
        return List.copyOf(kinds);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
