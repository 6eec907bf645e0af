package io.hourglass;

import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Precision;
import io.hourglass.plan.SeriesPlan;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of the data a training learns from and judges by, and how it sees it.
 *
 * @param ignored the columns that are left out
 * @param share of the rows, held back where there is no table to judge by
 * @param validation the table to judge by; null for none
 */
record SeenData(
        Table table,
        Collection<String> ignored,
        double share,
        Table validation,
        Optional<SeriesPlan> windows,
        Precision precision) {
    /** All of it by name. */
    Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        described.put("columns", described(table.schema()));
        described.put("ignored", String.join(", ", ignored));
        described.put(
                "validation",
                validation == null
                        ? Double.toString(share)
                        : validation.source() + ": " + described(validation.schema()));
        windows.ifPresent(series -> {
            described.put("sequence", Integer.toString(series.window()));
            series.time().ifPresent(column -> described.put("time", column));
            described.put("by", String.join(", ", series.by()));
            series.recurrent().ifPresent(cell -> described.put("recurrent", lower(cell)));
        });
        described.put("precision", lower(precision));
        return Collections.unmodifiableMap(described);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String described(Schema schema) {
        return schema.columns().stream()
                .map(column -> column.name() + " " + column.kind())
                .collect(Collectors.joining(", "));
    }
}
