package io.hourglass.data.table;

/**
 * Texts of which the same ones occur again and again.
 *
 * @param name the column's name
 */
public record CategoricalColumn(String name) implements WordColumn {
    /** Checks the name. */
    public CategoricalColumn {
        Names.check(name);
    }

    @Override
    public CategoricalColumn named(String other) {
        return new CategoricalColumn(other);
    }

    @Override
    public String kind() {
        return "categorical";
    }
}
