package io.hourglass.report.figure;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.PreparedColumn;
import io.hourglass.report.page.Comparisons;
import io.hourglass.report.page.Property;
import io.hourglass.report.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The cells of a study's rows as texts: as they were, and as they were rebuilt. */
final class CellReading {
    /** A number is off if it is further from the original than this share of its column's deviation. */
    private static final double OFF = 0.5;

    private final Study study;
    private final Preparation preparation;
    private final int[] places;
    private final float[] own;
    private final float[] flat;

    CellReading(Study study) {
        this(study, study.rebuilt().outputs());
    }

    /** With other reconstructions than the study's own. */
    CellReading(Study study, float[] outputs) {
        this.study = study;
        this.preparation = study.model().preparation();
        int rows = study.rows().count();
        this.own = preparation.read(outputs, rows);
        this.flat = preparation.read(study.flatRebuilt().outputs(), rows);
        this.places = new int[preparation.columns().size()];
        int at = 0;
        for (int c = 0; c < places.length; c++) {
            places[c] = at;
            at += preparation.columns().get(c).width();
        }
    }

    /** The columns that were learnt, at most forty of them. */
    List<Integer> columns() {
        return IntStream.range(0, places.length)
                .filter(c -> preparation.columns().get(c).cell().isPresent())
                .limit(40)
                .boxed()
                .toList();
    }

    /** A cell as it was, as the autoencoder and as the components rebuilt it. */
    Comparisons.Cell cell(int column, int row) {
        float before = value(study.prepared(), column, row);
        return new Comparisons.Cell(
                name(column),
                List.of(
                        text(column, before),
                        text(column, value(own, column, row)),
                        text(column, value(flat, column, row))),
                List.of(
                        false,
                        isOff(column, before, value(own, column, row)),
                        isOff(column, before, value(flat, column, row))));
    }

    /** A prepared value of a row, from an array of prepared rows. */
    float value(float[] rows, int column, int row) {
        return rows[row * preparation.width() + places[column]];
    }

    String name(int column) {
        return preparation.columns().get(column).column().name();
    }

    String text(int column, float prepared) {
        return preparation.columns().get(column).text(prepared);
    }

    /** Whether a value did not come back; one that was missing cannot be wrong. */
    boolean isOff(int column, float before, float after) {
        if (Float.isNaN(before)) {
            return false;
        }
        PreparedColumn prepared = preparation.columns().get(column);
        var cell = prepared.cell().orElseThrow();
        return cell.numeric()
                ? Math.abs(after - before) > OFF * cell.deviation()
                        && !text(column, before).equals(text(column, after))
                : before != after;
    }

    /** A row's cells, those beside the model's too. */
    List<Property> row(int row) {
        List<Property> cells = new ArrayList<>();
        for (int c = 0; c < Math.min(60, study.rows().table().schema().width()); c++) {
            if (study.rows().column(c).valuesPerRow() == 1) {
                cells.add(
                        new Property(study.rows().column(c).name(), study.rows().text(c, row)));
            }
        }
        return cells;
    }
}
