package io.hourglass.data.table;

/** The one rule for names of columns. */
final class Names {
    private Names() {}

    static void check(String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException(
                    "a column needs a name, got " + (name == null ? "null" : "an empty one"));
        }
    }
}
