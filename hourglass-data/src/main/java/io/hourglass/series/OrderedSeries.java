package io.hourglass.series;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ReorderedRows;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table's rows, series after series, each in its order. Rows that come so already are read as they come; others are put in order in
 * memory. Series follow each other as their first rows do; rows of one time keep their order.
 */
public final class OrderedSeries {
    private final Table table;
    /** For each row its number in the data; null if they are the same. */
    private final int[] numbers;
    /** The row after the last of each series; null for one series that ends with the table. */
    private final long[] ends;

    private OrderedSeries(Table table, int[] numbers, long[] ends) {
        this.table = table;
        this.numbers = numbers;
        this.ends = ends;
    }

    /**
     * Finds the order, in one pass if there are columns that decide it; that takes some twenty bytes a row.
     *
     * @param table has the columns that order series and tell them apart
     * @throws DataException if a row has no time
     */
    public static OrderedSeries of(Table table, Series series) {
        if (series.columns().isEmpty()) {
            return new OrderedSeries(table, null, null);
        }
        Keys keys = new Keys(series);
        keys.read(table.select(series.plan().columns()));
        int[] order = keys.order();
        boolean asTheyCome = IntStream.range(0, order.length).allMatch(place -> order[place] == place);
        return asTheyCome
                ? new OrderedSeries(table, null, keys.ends(order))
                : new OrderedSeries(new ReorderedRows(table, order), order, keys.ends(order));
    }

    /** The rows in their order. */
    public Table table() {
        return table;
    }

    /** The number of a row in the data, from its number in order. */
    public long number(long place) {
        return numbers == null ? place : numbers[(int) place];
    }

    /** The row after the last of a series, by its place; of the last one perhaps unknown, and then very large. */
    long end(int series) {
        return ends == null || series >= ends.length ? Long.MAX_VALUE : ends[series];
    }

    /** What was computed of the rows in order, one for one, in the order of the data again. */
    public Table restored(Table computed) {
        if (numbers == null) {
            return computed;
        }
        int[] back = new int[numbers.length];
        for (int place = 0; place < back.length; place++) {
            back[numbers[place]] = place;
        }
        return new ReorderedRows(computed, back);
    }

    /** What is wrong with a series that no window fits into. */
    DataException tooShort(long from, long to, int window) {
        return new DataException(table.source() + ": a window has " + window
                + " rows, but the series that begins with row " + number(from) + " has " + (to - from)
                + "; longer series, or a model of shorter windows (--sequence), are needed");
    }

    /** The times and groups of rows while they are read. */
    private static final class Keys {
        private final Series series;
        private final Map<List<String>, Integer> groups = new HashMap<>();
        private double[] times = new double[1024];
        private int[] group = new int[1024];
        private int rows;

        Keys(Series series) {
            this.series = series;
        }

        void read(Table keys) {
            int by = series.plan().by().size();
            try (Cursor cursor = keys.open()) {
                for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    for (int r = 0; r < batch.rows(); r++) {
                        double time = series.plan().time().isPresent() ? batch.numbers(by)[r] : 0;
                        if (Double.isNaN(time)) {
                            throw new DataException(keys.source() + ", row " + rows + ", column '"
                                    + series.plan().time().orElseThrow()
                                    + "' is missing; every row of a series needs its time");
                        }
                        add(time, name(keys, batch, r, by));
                    }
                }
            }
        }

        private static List<String> name(Table keys, Batch batch, int row, int by) {
            String[] name = new String[by];
            for (int c = 0; c < by; c++) {
                Column column = keys.schema().column(c);
                String text = column.text(batch, c, row);
                name[c] = text == null ? "" : text;
            }
            return List.of(name);
        }

        private void add(double time, List<String> name) {
            if (rows == times.length) {
                times = Arrays.copyOf(times, Math.multiplyExact(2, rows));
                group = Arrays.copyOf(group, times.length);
            }
            times[rows] = time;
            group[rows] = groups.computeIfAbsent(name, unknown -> groups.size());
            rows++;
        }

        int[] order() {
            if (sorted()) {
                return IntStream.range(0, rows).toArray();
            }
            return IntStream.range(0, rows)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(row -> group[row])
                            .thenComparingDouble(row -> times[row])
                            .thenComparingInt(row -> row))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private boolean sorted() {
            return IntStream.range(1, rows)
                    .allMatch(row -> group[row] > group[row - 1]
                            || (group[row] == group[row - 1] && times[row] >= times[row - 1]));
        }

        long[] ends(int... order) {
            return IntStream.rangeClosed(1, rows)
                    .filter(place -> place == rows || group[order[place]] != group[order[place - 1]])
                    .asLongStream()
                    .toArray();
        }
    }
}
