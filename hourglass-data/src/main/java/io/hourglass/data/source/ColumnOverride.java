package io.hourglass.data.source;

import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumericColumn;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a user says about one column.
 *
 * @param type numeric, categorical, boolean, instant, text or ignore; the last two are carried along, not learnt from
 * @param settings {@code pattern} of an instant, {@code false} and {@code true} of a boolean; absent ones are taken from the cells
 * @param missing words of a numeric column that stand for a missing cell
 */
public record ColumnOverride(Type type, Map<String, String> settings, List<String> missing) {
    /** The types of a schema file, by their names in it. */
    public enum Type {
        NUMERIC,
        CATEGORICAL,
        BOOLEAN,
        INSTANT,
        TEXT,
        IGNORE;

        private boolean allows(String setting) {
            return switch (this) {
                case BOOLEAN -> setting.equals("false") || setting.equals("true");
                case INSTANT -> setting.equals("pattern");
                case NUMERIC, CATEGORICAL, TEXT, IGNORE -> false;
            };
        }

        static Type named(String name) {
            for (Type type : values()) {
                if (type.inFile().equals(name)) {
                    return type;
                }
            }
            throw new IllegalArgumentException(
                    "unknown type '" + name + "'; needed numeric, categorical, boolean, instant, text or ignore");
        }

        /** The type's name in a schema file. */
        public String inFile() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks that the settings are those of the type. */
    public ColumnOverride {
        settings = Map.copyOf(settings);
        missing = List.copyOf(missing);
        for (String key : settings.keySet()) {
            if (!type.allows(key)) {
                throw new IllegalArgumentException("type " + type.inFile() + " has no setting \"" + key + "\"");
            }
        }
        if (!missing.isEmpty() && type != Type.NUMERIC) {
            throw new IllegalArgumentException("only numeric columns have words of their own for missing cells");
        }
        if (type == Type.BOOLEAN && settings.size() == 1) {
            throw new IllegalArgumentException("a boolean needs both \"false\" and \"true\", or neither");
        }
    }

    /** An override by type alone. */
    public static ColumnOverride of(Type type) {
        return new ColumnOverride(type, Map.of(), List.of());
    }

    static ColumnOverride of(Map<String, String> entries, List<String> missing) {
        String type = entries.get("type");
        if (type == null) {
            throw new IllegalArgumentException("a column needs a \"type\"");
        }
        Map<String, String> settings = new HashMap<>(entries);
        settings.remove("type");
        ColumnOverride override = new ColumnOverride(Type.named(type), settings, missing);
        override.column("any");
        return override;
    }

    /** The column this describes, as far as it can be told without the cells. */
    Optional<Column> column(String name) {
        if (type == Type.NUMERIC) {
            return Optional.of(new NumericColumn(name, -1, List.copyOf(new LinkedHashSet<>(missing))));
        }
        if (type == Type.INSTANT && settings.containsKey("pattern")) {
            return Optional.of(new InstantColumn(name, settings.get("pattern")));
        }
        if (type == Type.BOOLEAN && !settings.isEmpty()) {
            return Optional.of(new BooleanColumn(name, settings.get("false"), settings.get("true")));
        }
        return Optional.empty();
    }
}
