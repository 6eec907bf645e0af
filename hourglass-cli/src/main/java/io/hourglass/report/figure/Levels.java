package io.hourglass.report.figure;

import io.hourglass.report.study.ShownRows;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The levels of a column, the most frequent ones by name; the rest are one.
 *
 * @param names of the levels
 * @param of the level of each row; -1 where the cell is missing
 */
record Levels(List<String> names, int[] of) {
    private static final String OTHERS = "others";

    /** At most so many levels, {@code others} included. They stand in order of number, or else of letters. */
    static Levels of(ShownRows rows, int column, int most) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < rows.count(); row++) {
            counts.merge(rows.text(column, row), 1, Integer::sum);
        }
        counts.remove("");
        List<String> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(counts.size() > most ? most - 1 : most)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingDouble(Levels::number).thenComparing(name -> name))
                .toList();
        Map<String, Integer> places = new HashMap<>();
        frequent.forEach(name -> places.put(name, places.size()));
        boolean rest = counts.size() > frequent.size();
        int[] of = new int[rows.count()];
        for (int row = 0; row < of.length; row++) {
            String text = rows.text(column, row);
            of[row] = text.isEmpty() ? -1 : places.getOrDefault(text, frequent.size());
        }
        List<String> names = new java.util.ArrayList<>(frequent);
        if (rest) {
            names.add(OTHERS);
        }
        return new Levels(List.copyOf(names), of);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** The mean of the values of each level's rows. */
    double[] means(double... values) {
        double[] sums = new double[names.size()];
        int[] counts = new int[names.size()];
        for (int row = 0; row < of.length; row++) {
            if (of[row] >= 0) {
                sums[of[row]] += values[row];
                counts[of[row]]++;
            }
        }
        for (int level = 0; level < sums.length; level++) {
            sums[level] /= Math.max(1, counts[level]);
        }
        return sums;
    }
}
