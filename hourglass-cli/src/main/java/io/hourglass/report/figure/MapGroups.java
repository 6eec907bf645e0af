package io.hourglass.report.figure;

import io.hourglass.data.table.NumericColumn;
import io.hourglass.report.study.Study;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The points of a map in groups of one colour.
 *
 * @param names of the groups, for the legend
 * @param of the group of each point; -1 where the cell is missing
 * @param ordered whether the groups follow each other, as ranges of numbers do
 */
record MapGroups(List<String> names, int[] of, boolean ordered) {
    private static final int LEVELS = 10;
    private static final int RANGES = 6;

    /** Groups by a column, or by the errors or scores that {@link MapColumns} offers. */
    static MapGroups of(Study study, String colour) {
        if (colour.equals(MapColumns.ERROR)) {
            return ranges(study.rebuilt().errors());
        }
        if (colour.equals(MapColumns.SCORE)) {
            return ranges(study.scores().values());
        }
        int column = study.rows().table().schema().index(colour);
        if (study.rows().column(column) instanceof NumericColumn) {
            return ranges(study.rows().batch().numbers(column));
        }
        Levels levels = Levels.of(study.rows(), column, LEVELS);
        return new MapGroups(levels.names(), levels.of(), false);
    }

    /** Ranges of about as many points each. */
    private static MapGroups ranges(double... values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        List<Double> cuts = new ArrayList<>();
        for (int k = 1; k < RANGES && sorted.length > 0; k++) {
            double cut = sorted[sorted.length * k / RANGES];
            if (cut > (cuts.isEmpty() ? sorted[0] : cuts.get(cuts.size() - 1))) {
                cuts.add(cut);
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            String low = i == 0 ? "" : Words.figure(cuts.get(i - 1));
            String high = i == cuts.size() ? "" : Words.figure(cuts.get(i));
            names.add(low.isEmpty() ? "below " + high : high.isEmpty() ? low + " and more" : low + " to " + high);
        }
        int[] of = new int[values.length];
        for (int row = 0; row < of.length; row++) {
            int group = 0;
            while (group < cuts.size() && values[row] >= cuts.get(group)) {
                group++;
            }
            of[row] = Double.isFinite(values[row]) ? group : -1;
        }
        return new MapGroups(cuts.isEmpty() ? List.of("all") : names, of, true);
    }
}
