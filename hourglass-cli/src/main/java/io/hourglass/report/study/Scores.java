package io.hourglass.report.study;

import io.hourglass.Hourglass;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.use.Scoring;
import io.hourglass.use.Threshold;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How strange rows are.
 *
 * @param values a score a row; higher is stranger
 * @param threshold the score above which a row is an anomaly
 * @param reasons the scores as a table, with the values that made each row strange
 */
public record Scores(double[] values, double threshold, MemoryTable reasons) {
    static Scores of(Hourglass model, Table rows) {
        MemoryTable reasons =
                MemoryTable.copyOf(model.score(rows, Scoring.usual().explained()));
        return new Scores(reasons.joined().numbers(1), Threshold.usual().in(model.scoreProfile()), reasons);
    }

    /** The rows by their scores, the strangest first. */
    public int[] order() {
        return order(values);
    }

    /** How many rows lie above the threshold. */
    public long anomalies() {
        return IntStream.range(0, values.length)
                .filter(row -> values[row] > threshold)
                .count();
    }

    /** The places of values, the largest first. */
    public static int[] order(double... values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> -values[row]).thenComparing(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
