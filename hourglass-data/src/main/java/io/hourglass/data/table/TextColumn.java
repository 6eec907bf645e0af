package io.hourglass.data.table;

/**
 * Free text and identifiers: carried along, not learnt from.
 *
 * @param name the column's name
 * @param reason why it is left out, in words
 */
public record TextColumn(String name, String reason) implements WordColumn {
    /** Checks the name. */
    public TextColumn {
        Names.check(name);
    }

    @Override
    public TextColumn named(String other) {
        return new TextColumn(other, reason);
    }

    @Override
    public String kind() {
        return "text";
    }
}
