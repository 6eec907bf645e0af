package io.hourglass.report.figure;

import io.hourglass.report.study.Study;
import io.hourglass.use.ColumnError;
import io.hourglass.words.Words;
import java.util.HashMap;
import java.util.Map;

/**
 * The errors of always guessing the usual value: the mean of a number, the most frequent level.
 *
 * @param errors by column: the standard deviation in the column's units, or the accuracy
 */
record Guess(Map<String, Double> errors) {
    static Guess of(Study study) {
        Map<String, Double> errors = new HashMap<>();
        var preparation = study.model().preparation();
        for (int c = 0; c < preparation.columns().size(); c++) {
            var column = preparation.columns().get(c);
            if (column.cell().isPresent() && column.width() == 1) {
                boolean number = column.cell().get().numeric();
                errors.put(
                        column.column().name(),
                        number ? deviation(study.rows().batch().numbers(c)) : frequency(study, c));
            }
        }
        return new Guess(errors);
    }

    private static double deviation(double... values) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                count++;
                double step = value - sum;
                sum += step / count;
                squares += step * (value - sum);
            }
        }
        return count == 0 ? Double.NaN : Math.sqrt(squares / count);
    }

    private static double frequency(Study study, int column) {
        Map<String, Integer> counts = new HashMap<>();
        int present = 0;
        for (int row = 0; row < study.rows().count(); row++) {
            String text = study.rows().text(column, row);
            if (!text.isEmpty()) {
                counts.merge(text, 1, Integer::sum);
                present++;
            }
        }
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0) / (double) Math.max(1, present);
    }

    /** The error of a model as a share of that of guessing; NaN where guessing is never wrong. */
    double share(ColumnError error) {
        double usual = errors.getOrDefault(error.column(), Double.NaN);
        if (error.measure().equals("accuracy")) {
            return usual < 1 ? (1 - error.value()) / (1 - usual) : Double.NaN;
        }
        return usual > 0 ? error.value() / usual : Double.NaN;
    }

    String words(ColumnError error) {
        double usual = errors.getOrDefault(error.column(), Double.NaN);
        return error.measure().equals("accuracy") ? Words.percent(usual) : Words.figure(usual);
    }
}
