package io.hourglass.use;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.SelectedRows;
import io.hourglass.data.table.Table;
import io.hourglass.math.StrictFunctions;
import io.hourglass.measure.Cuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How rows differ from those of another table, such as the training rows: by the shares of values in each column, and by how well the
 * model rebuilds them. The population stability index of a column is {@code Σ (p - q) ln(p / q)} over bins, with p the share of rows in
 * one table and q in the other (Jeffreys 1946, the symmetric divergence): numbers by the tenths of the table compared with, other values
 * each by itself, missing cells apart. Half a row is added to each bin, so that none is empty. At most {@value #SAMPLE} rows of a table,
 * evenly spaced, are counted.
 *
 * @param columns those that the model learnt, the most changed first
 * @param scores the index of the rows' scores
 * @param before the errors on the table compared with
 * @param now the errors on the rows
 */
public record Drift(List<ColumnDrift> columns, double scores, Evaluation before, Evaluation now) {
    /** From here on a change is worth a look. */
    public static final double CHANGED = 0.1;
    /** From here on a column is another one. */
    public static final double MUCH_CHANGED = 0.25;

    static final int SAMPLE = 20_000;
    private static final int BINS = 10;

    public Drift {
        columns = List.copyOf(columns);
    }

    /** What is compared: a table and the errors on it. */
    public record Side(Table rows, Evaluation errors) {}

    /**
     * Compares two tables.
     *
     * @param schema of the columns that the model learnt
     * @param score from rows to their scores
     */
    public static Drift of(Side before, Side now, Schema schema, Function<Table, Table> score) {
        List<ColumnDrift> columns = new ArrayList<>();
        List<String> names =
                before.errors.columns().stream().map(ColumnError::column).toList();
        boolean image = schema.image() >= 0;
        long rowsBefore = before.rows.countRows(); // once: to count scores is to compute them
        long rowsNow = now.rows.countRows();
        Batch old = image ? null : sample(before.rows.as(schema).select(names), rowsBefore);
        Batch recent = image ? null : sample(now.rows.as(schema).select(names), rowsNow);
        for (int c = 0; c < names.size(); c++) {
            double index = image ? Double.NaN : index(schema, names.get(c), c, old, recent);
            columns.add(new ColumnDrift(
                    names.get(c),
                    index,
                    before.errors.columns().get(c),
                    now.errors.columns().get(c)));
        }
        columns.sort(Comparator.comparingDouble(column -> -column.index()));
        double scores = numbers(scores(score.apply(before.rows), rowsBefore), scores(score.apply(now.rows), rowsNow));
        return new Drift(columns, scores, before.errors, now.errors);
    }

    /** Some of the rows of a view, which has as many as the table that was counted. */
    private static Batch sample(Table view, long rows) {
        return MemoryTable.copyOf(SelectedRows.evenly(view, rows, SAMPLE)).joined();
    }

    private static double index(Schema schema, String name, int column, Batch before, Batch now) {
        return schema.column(schema.index(name)) instanceof NumberColumn
                ? numbers(before.numbers(column), now.numbers(column))
                : texts(before.texts(column), now.texts(column));
    }

    private static double[] scores(Table scored, long rows) {
        return sample(scored.select(List.of("score")), rows).numbers(0);
    }

    private static double numbers(double[] before, double[] now) {
        double[] sorted = Arrays.stream(before)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        Cuts cuts = new Cuts(IntStream.range(1, sorted.length == 0 ? 1 : BINS)
                .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / BINS)])
                .distinct()
                .toArray());
        return index(cuts.count(before), cuts.count(now));
    }

    private static double texts(String[] before, String[] now) {
        Map<String, long[]> counts = new LinkedHashMap<>(); // null is a key like others
        for (String text : before) {
            counts.computeIfAbsent(text, key -> new long[2])[0]++;
        }
        for (String text : now) {
            counts.computeIfAbsent(text, key -> new long[2])[1]++;
        }
        return index(
                counts.values().stream().mapToLong(pair -> pair[0]).toArray(),
                counts.values().stream().mapToLong(pair -> pair[1]).toArray());
    }

    private static double index(long[] before, long[] now) {
        double allBefore = Arrays.stream(before).sum() + 0.5 * before.length;
        double allNow = Arrays.stream(now).sum() + 0.5 * now.length;
        double index = 0;
        for (int b = 0; b < before.length; b++) {
            double p = (now[b] + 0.5) / allNow;
            double q = (before[b] + 0.5) / allBefore;
            index += (p - q) * StrictFunctions.log(p / q);
        }
        return index;
    }
}
