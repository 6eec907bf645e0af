package io.hourglass.interop.jar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of columns as names of fields in Java. */
final class FieldNames {
    /** The words that Java keeps for itself. */
    private static final Set<String> KEPT = Set.of(
            ("_ abstract assert boolean break byte case catch char class const continue default do double else enum extends false"
                            + " final finally float for goto if implements import instanceof int interface long native new null"
                            + " package private protected public return short static strictfp super switch synchronized this"
                            + " throw throws transient true try void volatile while")
                    .split(" "));

    private FieldNames() {}

    /** Whether a name is one of a class in a package, such as {@code com.acme.Scorer}. */
    static boolean isClass(String name) {
        for (String part : name.split("\\.", -1)) {
            if (!part.matches("[A-Za-z_$][A-Za-z0-9_$]*") || KEPT.contains(part)) {
                return false;
            }
        }
        return name.contains(".");
    }

    /** A name for each: what Java does not allow becomes {@code _}, and a name that is taken gets a number. */
    static List<String> of(List<String> columns) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String column : columns) {
            String plain = identifier(column);
            String name = plain;
            for (int i = 2; !taken.add(name); i++) {
                name = plain + "_" + i;
            }
            names.add(name);
        }
        return names;
    }

    private static String identifier(String column) {
        StringBuilder name = new StringBuilder();
        column.codePoints()
                .forEach(c -> name.appendCodePoint(
                        c < 128 && Character.isJavaIdentifierPart(c) && !Character.isISOControl(c) ? c : '_'));
        if (!Character.isJavaIdentifierStart(name.charAt(0))) {
            name.insert(0, '_');
        }
        return KEPT.contains(name.toString()) ? name + "_" : name.toString();
    }
}
