package io.hourglass.codec.model;

import java.util.ArrayList;
import java.util.List;

/** Finds what a column is best predicted from, by what a sample of rows would cost. */
public final class ContextSearch {
    private static final int FINE = 64;

    private final Column target;
    private final Known known;
    private final int[] rows;
    private final ContextCost cost;
    private final double alone;
    private final double worthwhile;

    /**
     * @param target a column that is complete
     * @param known the columns that are coded before it
     * @param most how many rows to look at, at most
     */
    public ContextSearch(Column target, Known known, int most) {
        this.target = target;
        this.known = known;
        rows = sample(known.rows(), most);
        boolean fine = target.symbolCount() <= FINE || !target.isOrdered() && target.symbolCount() <= 4 * FINE;
        cost = fine
                ? new ContextCost(target.symbols(), target.symbolCount(), rows)
                : new ContextCost(target.bins(), target.binCount(), rows);
        alone = cost.of(row -> 0);
        worthwhile = 20 + 0.002 * alone;
    }

    private static int[] sample(int count, int most) {
        int[] sample = new int[Math.min(count, most)];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = (int) ((long) i * count / sample.length);
        }
        return sample;
    }

    /** The plan of the column, with at most so many contexts, and with those parts beside history where it pays. */
    public ColumnPlan plan(int mostSingles, int mostChain, int parts) {
        int[] symbols = target.symbols();
        List<double[]> candidates = new ArrayList<>();
        for (int c = 0; c < known.columnCount(); c++) {
            Column column = known.column(c);
            if (column != null) {
                candidates.add(new double[] {2 * c, costOf(2 * c)});
                if (column.symbolCount() > Column.BINS + 4 && (column.isOrdered() || column.symbolCount() > 256)) {
                    candidates.add(new double[] {2 * c + 1, costOf(2 * c + 1)});
                }
            }
        }
        candidates.sort((a, b) -> Double.compare(a[1], b[1]));
        double before = cost.of(row -> row == 0 ? -1 : symbols[row - 1]);
        List<Integer> singles = new ArrayList<>();
        for (double[] candidate : candidates) {
            if (singles.size() < mostSingles && candidate[1] < alone - worthwhile) {
                singles.add((int) candidate[0]);
            }
        }
        List<Integer> chain = chain(candidates, mostChain);
        boolean history = before < alone - worthwhile || target.codes().length < 2000;
        return new ColumnPlan(toInts(singles), toInts(chain), history ? parts | ColumnPlan.HISTORY : parts);
    }

    private double costOf(int feature) {
        int[] values = values(feature);
        return cost.of(row -> values[row]);
    }

    private int[] values(int feature) {
        Column column = known.column(feature >> 1);
        return (feature & 1) == 0 ? column.symbols() : column.bins();
    }

    private List<Integer> chain(List<double[]> candidates, int most) {
        List<Integer> chain = new ArrayList<>();
        long[] hash = new long[known.rows()];
        double best = alone;
        while (chain.size() < most) {
            int chosen = -1;
            double least = best - worthwhile;
            for (double[] candidate : candidates.subList(0, Math.min(24, candidates.size()))) {
                int[] values = values((int) candidate[0]);
                double c = chain.isEmpty() ? candidate[1] : cost.of(row -> Hash.of(hash[row], values[row]));
                if (c < least) {
                    least = c;
                    chosen = (int) candidate[0];
                }
            }
            if (chosen < 0) {
                break;
            }
            chain.add(chosen);
            best = least;
            int[] values = values(chosen);
            for (int row : rows) {
                hash[row] = Hash.of(hash[row], values[row]);
            }
        }
        return chain;
    }

    private static int[] toInts(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
