package io.hourglass.data.table;

/**
 * Points in time, stored as seconds since 1970-01-01T00:00Z, exact to the microsecond.
 *
 * @param name the column's name
 * @param pattern the pattern of {@link java.time.format.DateTimeFormatter} by which cells are read and written; times without a
 *     zone are taken as UTC, and those with an offset are written back in UTC
 */
public record InstantColumn(String name, String pattern) implements NumberColumn {
    /** Checks that the pattern can be read and written. */
    public InstantColumn {
        Names.check(name);
        InstantText.of(pattern);
    }

    @Override
    public InstantColumn named(String other) {
        return new InstantColumn(other, pattern);
    }

    @Override
    public String kind() {
        return "instant";
    }

    @Override
    public double parse(String text) {
        return InstantText.of(pattern).parse(text.strip());
    }

    @Override
    public String format(double value) {
        return InstantText.of(pattern).format(value);
    }
}
