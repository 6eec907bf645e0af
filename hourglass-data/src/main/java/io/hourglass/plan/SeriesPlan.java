package io.hourglass.plan;

import io.hourglass.network.RecurrentCell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * How the rows of a table are series: windows of so many consecutive rows become the rows that the network sees.
 *
 * @param window the rows of a window, 2 to {@value #WIDEST}
 * @param time the column by whose value rows are put in order; empty for the order in which they come
 * @param by the columns whose values tell series apart; no window holds rows of two
 * @param recurrent the cell of encoder and decoder; empty for dense layers over the whole window, or convolutions
 */
public record SeriesPlan(int window, Optional<String> time, List<String> by, Optional<RecurrentCell> recurrent) {
    private static final int WIDEST = 10_000;
    /** Of the windows in use, so many hold each row. */
    private static final int HOLDING = 8;
    /** Training takes at most about so many windows, or as many as do not overlap. */
    private static final long ENOUGH = 100_000;
    /** Neighbouring windows tell much the same, and recurrent layers take long over each. */
    private static final long ENOUGH_STEP_BY_STEP = 20_000;

    public SeriesPlan {
        if (window < 2 || window > WIDEST) {
            throw new IllegalArgumentException("a window has 2 to " + WIDEST + " rows, got " + window);
        }
        by = List.copyOf(by);
        if (new HashSet<>(by).size() < by.size() || (time.isPresent() && by.contains(time.get()))) {
            throw new IllegalArgumentException("a column orders series or tells them apart, once: time "
                    + time.orElse("none") + ", by " + String.join(", ", by));
        }
    }

    /** Windows over all rows in the order in which they come, learnt by dense layers. */
    public static SeriesPlan windows(int rows) {
        return new SeriesPlan(rows, Optional.empty(), List.of(), Optional.empty());
    }

    /** The same with rows ordered by a column. */
    public SeriesPlan orderedBy(String column) {
        return new SeriesPlan(window, Optional.of(column), by, recurrent);
    }

    /** The same with series told apart by columns. */
    public SeriesPlan apartBy(String... columns) {
        return new SeriesPlan(window, time, List.of(columns), recurrent);
    }

    /** The same with a recurrent encoder and decoder. */
    public SeriesPlan withRecurrent(RecurrentCell cell) {
        return new SeriesPlan(window, time, by, Optional.of(cell));
    }

    /** The columns that order series and tell them apart, and are not learnt. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(by);
        time.ifPresent(columns::add);
        return columns;
    }

    /** From one window in use to the next, in rows: an eighth of a window, so that about eight hold each row. */
    public int stride() {
        return Math.max(1, window / HOLDING);
    }

    /**
     * From one window of a training to the next, in rows: 1 for up to 100,000 windows, or 20,000 for recurrent layers, beyond that more,
     * up to a whole window.
     *
     * @param windows how many there are one row apart
     */
    public int trainingStride(long windows) {
        long enough = recurrent.isPresent() ? ENOUGH_STEP_BY_STEP : ENOUGH;
        return (int) Math.max(1, Math.min(window, (windows + enough - 1) / enough));
    }
}
