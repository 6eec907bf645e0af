package io.hourglass.cli;

import io.hourglass.data.table.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Columns as options name them: one, or several with commas between them; a column's own name may hold commas too. */
final class ColumnNames {
    private ColumnNames() {}

    /**
     * The columns named.
     *
     * @param given the values of the option
     * @throws IllegalArgumentException if the schema has no such column; the message names those it has
     */
    static List<String> of(List<String> given, Schema schema) {
        Set<String> names = new LinkedHashSet<>();
        for (String text : given) {
            for (String name : schema.find(text) >= 0 ? new String[] {text} : text.split(",", -1)) {
                String column = schema.find(name) >= 0 ? name : name.strip();
                schema.index(column);
                names.add(column);
            }
        }
        return List.copyOf(names);
    }
}
