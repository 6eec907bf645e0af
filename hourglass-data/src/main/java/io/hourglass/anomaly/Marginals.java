package io.hourglass.anomaly;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import io.hourglass.measure.Cuts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How strange rows are by each of their cells alone: the sum over columns of {@code -ln p} of the cell, where p is the share of rows
 * that have the cell's value or, for a number, one in the same bin of a histogram. The cuts of a histogram are drawn evenly between the
 * extremes of a few rows drawn at random, so that a far value cannot stretch the bins of all others; p is averaged, as a logarithm, over
 * several such histograms (after Pevný 2016, "Loda", section 3, who projects on few columns at random where this takes each). A missing
 * cell is a value of its own.
 */
final class Marginals {
    private static final int HISTOGRAMS = 30;
    private static final int DRAWN = 64;
    private static final int CUTS = 15;

    private Marginals() {}

    /**
     * The strangeness of each row; higher is stranger.
     *
     * @param schema of columns of numbers or categories
     * @param rows all of them
     */
    static double[] strangeness(Schema schema, Batch rows, long seed) {
        double[] strangeness = new double[rows.rows()];
        for (int c = 0; c < schema.width(); c++) {
            if (schema.column(c) instanceof NumberColumn) {
                addNumbers(rows.numbers(c), RandomStream.of(seed, c), strangeness);
            } else {
                addTexts(rows.texts(c), strangeness);
            }
        }
        return strangeness;
    }

    private static void addTexts(String[] texts, double[] strangeness) {
        Map<String, Integer> counts = new HashMap<>();
        for (String text : texts) {
            counts.merge(Objects.requireNonNullElse(text, ""), 1, Integer::sum);
        }
        double all = texts.length + counts.size();
        for (int r = 0; r < texts.length; r++) {
            int count = counts.get(Objects.requireNonNullElse(texts[r], ""));
            strangeness[r] -= StrictFunctions.log((count + 1) / all);
        }
    }

    private static void addNumbers(double[] values, RandomStream random, double[] strangeness) {
        double[] present =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        if (present.length == 0) {
            return;
        }
        for (int h = 0; h < HISTOGRAMS; h++) {
            Cuts cuts = new Cuts(cuts(present, random));
            long[] counts = cuts.count(values);
            double[] part = new double[counts.length];
            for (int b = 0; b < part.length; b++) {
                part[b] = StrictFunctions.log((counts[b] + 1.0) / (values.length + part.length)) / HISTOGRAMS;
            }
            for (int r = 0; r < values.length; r++) {
                strangeness[r] -= part[cuts.bin(values[r])];
            }
        }
    }

    private static double[] cuts(double[] present, RandomStream random) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < DRAWN; i++) {
            double value = present[random.nextInt(present.length)];
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double[] cuts = new double[CUTS];
        for (int i = 0; i < CUTS; i++) {
            cuts[i] = least + random.nextDouble() * (greatest - least);
        }
        Arrays.sort(cuts);
        return cuts;
    }
}
