package io.hourglass.use;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.SelectedRows;
import io.hourglass.data.table.Table;
import io.hourglass.math.StrictFunctions;
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
        Batch old = image ? null : sample(before.rows.as(schema).select(names));
        Batch recent = image ? null : sample(now.rows.as(schema).select(names));
        for (int c = 0; c < names.size(); c++) {
            double index = image ? Double.NaN : index(schema, names.get(c), c, old, recent);
            columns.add(new ColumnDrift(
                    names.get(c),
                    index,
                    before.errors.columns().get(c),
                    now.errors.columns().get(c)));
        }
        columns.sort(Comparator.comparingDouble(column -> -column.index()));
        double scores = numbers(scores(score.apply(before.rows)), scores(score.apply(now.rows)));
        return new Drift(columns, scores, before.errors, now.errors);
    }

    private static Batch sample(Table table) {
        long rows = table.countRows();
        long wanted = Math.min(SAMPLE, rows);
        return MemoryTable.copyOf(
                        new SelectedRows(table, row -> row == 0 || row * wanted / rows != (row - 1) * wanted / rows))
                .joined();
    }

    private static double index(Schema schema, String name, int column, Batch before, Batch now) {
        return schema.column(schema.index(name)) instanceof NumberColumn
                ? numbers(before.numbers(column), now.numbers(column))
                : texts(before.texts(column), now.texts(column));
    }

    private static double[] scores(Table scored) {
        return sample(scored.select(List.of("score"))).numbers(0);
    }

    private static double numbers(double[] before, double[] now) {
        double[] sorted = Arrays.stream(before)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double[] cuts = IntStream.range(1, sorted.length == 0 ? 1 : BINS)
                .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / BINS)])
                .distinct()
                .toArray();
        long[] old = new long[cuts.length + 2];
        long[] recent = new long[old.length];
        for (double value : before) {
            old[bin(value, cuts)]++;
        }
        for (double value : now) {
            recent[bin(value, cuts)]++;
        }
        return index(old, recent);
    }

    /** How many cuts lie at or below a value; one more than all of them if it is missing. */
    private static int bin(double value, double[] cuts) {
        int bin = 0;
        while (bin < cuts.length && cuts[bin] <= value) {
            bin++;
        }
        return Double.isNaN(value) ? cuts.length + 1 : bin;
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
