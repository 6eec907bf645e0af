package io.hourglass.series;

import io.hourglass.data.table.SelectedRows;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.math.RandomStream;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.training.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The series of a training: which rows are learnt from and which are held back to judge by. No window holds rows of both. Of many series
 * whole ones are held back, of few the end of each that is long enough.
 */
public final class LearntSeries {
    /** A window at the end of a series is held back where it is at most a quarter of it. */
    private static final int LARGEST_END = 4;

    private final SeriesPlan plan;
    private final Table table;
    private final List<Stretch> learnt = new ArrayList<>();
    private final List<Stretch> held = new ArrayList<>();

    /**
     * @param table the rows, with the columns that order series and tell them apart
     * @param series how rows are series
     * @param share of the rows to hold back, 0 for none
     * @param seed of the choice among many series
     * @throws DataException if a series is shorter than a window, or there are no rows
     */
    public LearntSeries(Table table, Series series, double share, long seed) {
        OrderedSeries ordered = OrderedSeries.of(table, series);
        this.plan = series.plan();
        this.table = ordered.table();
        List<Stretch> all = stretches(ordered, Math.toIntExact(this.table.countRows()));
        RandomStream random = RandomStream.of(seed);
        boolean many = share > 0 && all.size() * share >= 1 && all.size() > 1;
        double owed = random.nextDouble(); // systematic sampling: as many as the share says, spread over the series
        for (Stretch stretch : all) {
            owed += share;
            if (many && owed >= 1) {
                held.add(stretch);
                owed--;
            } else if (many) {
                learnt.add(stretch);
            } else {
                cut(stretch, share);
            }
        }
    }

    private List<Stretch> stretches(OrderedSeries ordered, int rows) {
        List<Stretch> all = new ArrayList<>();
        for (int from = 0; from < rows; from = all.get(all.size() - 1).to()) {
            Stretch stretch = new Stretch(from, (int) Math.min(rows, ordered.end(all.size())));
            if (stretch.length() < plan.window()) {
                throw ordered.tooShort(stretch.from(), stretch.to(), plan.window());
            }
            all.add(stretch);
        }
        if (all.isEmpty()) {
            throw new DataException(table.source() + ": there are no rows to learn from");
        }
        return all;
    }

    private void cut(Stretch stretch, double share) {
        long wanted = Math.round(share * stretch.length());
        int back = (int) Math.max(plan.window(), wanted);
        boolean fits = back <= Math.max(wanted, stretch.length() / LARGEST_END);
        if (share > 0 && fits && stretch.length() - back >= plan.window()) {
            learnt.add(new Stretch(stretch.from(), stretch.to() - back));
            held.add(new Stretch(stretch.to() - back, stretch.to()));
        } else {
            learnt.add(stretch);
        }
    }

    /** All rows in order. */
    public Table table() {
        return table;
    }

    /** The rows to learn from. */
    public Table training() {
        return new SelectedRows(table, row -> within(learnt, row));
    }

    /** Whether rows are held back. */
    public boolean holdsBack() {
        return !held.isEmpty();
    }

    /** Whether a row is held back. */
    public boolean isHeld(long row) {
        return within(held, row);
    }

    private static boolean within(List<Stretch> stretches, long row) {
        int low = 0;
        int high = stretches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stretches.get(middle).to() <= row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < stretches.size() && stretches.get(low).from() <= row;
    }

    /** The windows to learn from, of the prepared rows in order. */
    public Rows windows(Rows rows) {
        return windows(rows, learnt);
    }

    /** The windows to judge by. */
    public Rows heldWindows(Rows rows) {
        return windows(rows, held);
    }

    private Rows windows(Rows rows, List<Stretch> stretches) {
        int stride = stride(stretches);
        return new WindowRows(
                rows,
                plan.window(),
                stretches.stream()
                        .flatMapToInt(stretch -> IntStream.iterate(
                                stretch.from(),
                                start -> start + plan.window() <= stretch.to(),
                                start -> start + stride))
                        .toArray());
    }

    private int stride(List<Stretch> stretches) {
        long windows = stretches.stream()
                .mapToLong(stretch -> stretch.length() - plan.window() + 1L)
                .sum();
        return plan.trainingStride(windows);
    }

    /** What was made of the rows, in a sentence. */
    public String notice() {
        int stride = stride(learnt);
        int count = learnt.stream()
                .mapToInt(stretch -> (stretch.length() - plan.window()) / stride + 1)
                .sum();
        String held = this.held.isEmpty()
                ? ""
                : "; " + this.held.stream().mapToInt(Stretch::length).sum()
                        + " rows are held back, in stretches, to judge by";
        return "learns from " + count + " windows of " + plan.window() + " rows, each " + stride
                + (stride == 1 ? " row" : " rows") + " after the one before" + held;
    }
}
