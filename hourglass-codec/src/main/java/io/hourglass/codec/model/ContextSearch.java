package io.hourglass.codec.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what a column is best predicted from, by what a sample of rows would cost. */
public final class ContextSearch {
    private static final int FINE = 64;
    /** Cells of a column's candidates that are looked at, at most. */
    private static final int CELLS = 1 << 17;

    private static final int BEAM = 16;
    /** What a column must cost alone for each more of its contexts: naming one costs bits too. */
    private static final double BITS_TO_SINGLE = 300;

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
        boolean fine = target.symbolCount() <= FINE || (!target.isOrdered() && target.symbolCount() <= 4 * FINE);
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
        List<Candidate> candidates = candidates();
        double before = Math.min(before(target.symbols()), target.isOrdered() ? before(target.bins()) : alone);
        List<Integer> singles = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (singles.size() < Math.min(mostSingles, 1 + alone / BITS_TO_SINGLE)
                    && candidate.cost() < alone - worthwhile) {
                singles.add(candidate.feature());
            }
        }
        List<Integer> chain = chain(candidates, mostChain);
        boolean history = before < alone - worthwhile || target.codes().length < 2000;
        return new ColumnPlan(toInts(singles), toInts(chain), history ? parts | ColumnPlan.HISTORY : parts);
    }

    private double before(int[] cells) {
        return cost.of(row -> row == 0 ? -1 : cells[row - 1]);
    }

    private record Candidate(int feature, double cost) {}

    /** The features of the nearest known columns, the cheapest first. */
    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        int columns = known.count();
        int most = Math.max(24, Math.min(columns, CELLS / rows.length));
        for (int number : known.nearest(most)) {
            Column column = known.column(number);
            int first = number * Feature.PLACES;
            candidates.add(candidate(first + Feature.SYMBOL));
            if (column.symbolCount() > Column.BINS + 4 && (column.isOrdered() || column.symbolCount() > 256)) {
                candidates.add(candidate(first + Feature.BIN));
            }
            candidates.add(candidate(first + Feature.BEFORE));
            candidates.add(candidate(first + Feature.AFTER));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::cost));
        return candidates;
    }

    private Candidate candidate(int number) {
        Feature feature = new Feature(known, number);
        return new Candidate(number, cost.of(feature::of));
    }

    private List<Integer> chain(List<Candidate> candidates, int most) {
        List<Integer> chain = new ArrayList<>();
        long[] hash = new long[known.rows()];
        double best = alone;
        while (chain.size() < most) {
            int chosen = -1;
            double least = best - worthwhile;
            for (Candidate candidate : candidates.subList(0, Math.min(BEAM, candidates.size()))) {
                Feature feature = new Feature(known, candidate.feature());
                double c = chain.isEmpty() ? candidate.cost() : cost.of(row -> Hash.of(hash[row], feature.of(row)));
                if (c < least) {
                    least = c;
                    chosen = candidate.feature();
                }
            }
            if (chosen < 0) {
                break;
            }
            chain.add(chosen);
            best = least;
            Feature feature = new Feature(known, chosen);
            for (int row : rows) {
                hash[row] = Hash.of(hash[row], feature.of(row));
            }
        }
        return chain;
    }

    private static int[] toInts(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
