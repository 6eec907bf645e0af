package io.hourglass.report.figure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MemoryTableBuilder;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.PointMap;
import io.hourglass.report.study.Study;
import io.hourglass.words.Words;
import java.util.List;
import java.util.Optional;

/** The codes as a map. */
public final class MapFigure {
    private static final int MOST_LEVELS = 50;
    private static final int IMAGES_PER_LINE = 100;
    /** Values of the images of one map; more make a page heavy. */
    private static final int MOST_PIXELS = 8_000_000;

    private MapFigure() {}

    /**
     * The map.
     *
     * @param colour the column to colour by at the start; empty for one that tells kinds apart
     * @throws IllegalArgumentException if there is no such column to colour by
     */
    public static Figure of(String prefix, Study study, Optional<String> colour) {
        MapPoints own = MapPoints.of(study);
        MapPoints flat = MapPoints.flat(study);
        MapColumns columns = MapColumns.of(study);
        List<String> colours = columns.colours(colour);
        JsonObject data = new JsonObject();
        JsonArray maps = new JsonArray();
        maps.add(points(own));
        maps.add(points(flat));
        data.add("maps", maps);
        JsonArray numbers = new JsonArray();
        for (long row : study.rows().numbers()) {
            numbers.add(row);
        }
        data.add("rows", numbers);
        data.add("columns", columns.json());
        study.image()
                .filter(image -> (long) image.valuesPerRow() * study.rows().count() <= MOST_PIXELS)
                .ifPresent(image -> {
                    JsonObject atlas = new JsonObject();
                    atlas.addProperty(
                            "src",
                            Png.atlas(image, study.prepared(), study.rows().count(), IMAGES_PER_LINE));
                    atlas.addProperty("width", image.width());
                    atlas.addProperty("height", image.height());
                    atlas.addProperty("perLine", IMAGES_PER_LINE);
                    data.add("atlas", atlas);
                });
        String label = "Map of the codes of " + Words.count(study.rows().count(), "row") + ", one point each.";
        return new Figure(
                prefix + "-map",
                "A map of the codes",
                caption(study, own, flat),
                new PointMap(List.of("Autoencoder", "PCA"), colours, label, data),
                Optional.of(table(study, own, flat)));
    }

    private static JsonObject points(MapPoints map) {
        JsonObject points = new JsonObject();
        points.add("x", Json.numbers(map.x()));
        points.add("y", Json.numbers(map.y()));
        return points;
    }

    private static String caption(Study study, MapPoints own, MapPoints flat) {
        String what = study.image().isPresent() ? "picture" : "row";
        String words =
                "Each point is a " + what + ", placed by its code alone: what lies close together is alike to the"
                        + " network. " + own.words() + " Point at one to see its " + what
                        + ", choose what colours stand for, drag to move, scroll to zoom. Select takes the points that"
                        + " a line is drawn around, on both maps, and saves them as CSV. ";
        int kind = study.kindColumn();
        if (kind >= 0) {
            Levels levels = Levels.of(study.rows(), kind, MOST_LEVELS);
            int count = levels.names().size();
            if (count > 1) {
                words += "The network was never told “"
                        + study.rows().column(kind).name()
                        + "”; still, the ten nearest neighbours of a point name its own right for "
                        + percent(Neighbours.agreement(own, levels.of(), count)) + " of the points here, and for "
                        + percent(Neighbours.agreement(flat, levels.of(), count)) + " on the map that PCA draws.";
            }
        } else {
            words += "The second map is the one that PCA draws of the same rows.";
        }
        return words;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static MemoryTable table(Study study, MapPoints own, MapPoints flat) {
        double[] numbers =
                java.util.Arrays.stream(study.rows().numbers()).asDoubleStream().toArray();
        MemoryTableBuilder table = MemoryTable.builder().numbers(new NumericColumn("row", 0), numbers);
        if (study.kindColumn() >= 0) {
            String[] kinds = new String[study.rows().count()];
            for (int row = 0; row < kinds.length; row++) {
                kinds[row] = study.rows().text(study.kindColumn(), row);
            }
            table.categories(study.rows().column(study.kindColumn()).name(), kinds);
        }
        return table.numbers(new NumericColumn("x, autoencoder", 4), own.x())
                .numbers(new NumericColumn("y, autoencoder", 4), own.y())
                .numbers(new NumericColumn("x, PCA", 4), flat.x())
                .numbers(new NumericColumn("y, PCA", 4), flat.y())
                .build();
    }
}
