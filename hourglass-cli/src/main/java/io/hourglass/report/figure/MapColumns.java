package io.hourglass.report.figure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.report.study.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the points of a map can be coloured by, and what is told of them. */
public final class MapColumns {
    /** Cells told of in one map; more make a page heavy. */
    private static final int MOST_CELLS = 400_000;

    static final String ERROR = "squared error";
    static final String SCORE = "strangeness";

    private final Study study;
    private final List<Integer> told = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final JsonArray json = new JsonArray();

    private MapColumns(Study study) {
        this.study = study;
        int width = study.rows().table().schema().width();
        int own = study.model().schema().width();
        for (int c = own; c < width; c++) {
            add(c);
        }
        for (int c = 0; c < own; c++) {
            add(c);
        }
        numbers(ERROR, study.rebuilt().errors());
        numbers(SCORE, study.scores().values());
    }

    static MapColumns of(Study study) {
        return new MapColumns(study);
    }

    private void add(int index) {
        Column column = study.rows().column(index);
        boolean room = (long) (told.size() + 1) * study.rows().count() <= MOST_CELLS;
        if (column.valuesPerRow() != 1 || !room) {
            return;
        }
        told.add(index);
        if (column instanceof NumericColumn) {
            numbers(column.name(), study.rows().batch().numbers(index));
            return;
        }
        Levels levels = Levels.of(study.rows(), index, Integer.MAX_VALUE);
        JsonObject object = new JsonObject();
        object.addProperty("name", column.name());
        object.add("levels", Json.texts(levels.names()));
        JsonArray of = new JsonArray(levels.of().length);
        Arrays.stream(levels.of()).forEach(of::add);
        object.add("of", of);
        boolean kinds = column instanceof CategoricalColumn || column instanceof BooleanColumn;
        object.addProperty("colour", kinds);
        json.add(object);
        if (kinds) {
            names.add(column.name());
        }
    }

    private void numbers(String name, double... values) {
        JsonObject object = new JsonObject();
        object.addProperty("name", name);
        object.add("values", Json.numbers(values));
        object.addProperty("colour", true);
        json.add(object);
        names.add(name);
    }

    /**
     * The columns to colour by, the one asked for first.
     *
     * @throws IllegalArgumentException if it is not among them
     */
    List<String> colours(Optional<String> first) {
        if (first.isPresent() && !names.contains(first.get())) {
            throw new IllegalArgumentException("there is no column '" + first.get() + "' to colour by; there are "
                    + String.join(", ", names.subList(0, Math.min(20, names.size()))));
        }
        String wanted = first.orElseGet(this::telling);
        List<String> colours = new ArrayList<>(List.of(wanted));
        names.stream().filter(name -> !name.equals(wanted)).forEach(colours::add);
        return colours;
    }

    /** A column of kinds beside what was learnt, or else the first of a few levels. */
    private String telling() {
        if (study.kindColumn() >= 0) {
            return study.rows().column(study.kindColumn()).name();
        }
        for (var element : json) {
            JsonObject column = element.getAsJsonObject();
            if (column.has("levels")
                    && column.get("colour").getAsBoolean()
                    && column.getAsJsonArray("levels").size() <= 10) {
                return column.get("name").getAsString();
            }
        }
        return names.get(0);
    }

    JsonArray json() {
        return json;
    }
}
