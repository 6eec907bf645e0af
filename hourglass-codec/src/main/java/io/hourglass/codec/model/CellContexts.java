package io.hourglass.codec.model;

import java.util.Arrays;

/** The contexts of a cell that do not depend on the decision: hashes of cells that are known. */
final class CellContexts {
    /** Contexts of the rows before: they come last. */
    private static final int HISTORIES = 3;

    private final Known known;
    private final ColumnPlan plan;
    private final long[] codes;
    private final Feature[] singles;
    private final Feature[] chain;
    private final long[] hashes;
    private int longest;
    private int nearest;
    private long single;
    private long chained;

    CellContexts(Column column, Known known, ColumnPlan plan) {
        this.known = known;
        this.plan = plan;
        this.codes = column.codes();
        this.singles = Feature.of(known, plan.singles());
        this.chain = Feature.of(known, plan.chain());
        int count = 1
                + singles.length
                + Math.min(1, singles.length)
                + Math.max(0, chain.length - 1)
                + (known.count() > 1 ? 1 : 0);
        if (plan.has(ColumnPlan.HISTORY)) {
            count += HISTORIES;
        }
        hashes = new long[count];
    }

    int count() {
        return hashes.length;
    }

    /** What each context is of. */
    Predictor[] predictors() {
        Predictor[] predictors = new Predictor[count()];
        Arrays.fill(predictors, Predictor.COLUMNS);
        predictors[0] = Predictor.FREQUENCIES;
        if (plan.has(ColumnPlan.HISTORY)) {
            Arrays.fill(predictors, count() - HISTORIES, count(), Predictor.ROWS);
        }
        return predictors;
    }

    void begin(int row) {
        int at = 0;
        hashes[at++] = 0;
        nearest = 0;
        longest = 0;
        single = 0;
        for (int i = 0; i < singles.length; i++) {
            if (i == 0) {
                nearest = at;
                longest = at;
                single = Hash.of(1, singles[i].of(row));
            }
            hashes[at++] = Hash.of(1, singles[i].of(row));
        }
        if (singles.length > 0) {
            hashes[at++] = Hash.of(Hash.of(6, single), known.hits()[row]);
        }
        long hash = 2;
        for (int i = 0; i < chain.length; i++) {
            hash = Hash.of(hash, chain[i].of(row));
            if (i > 0) {
                longest = at;
                hashes[at++] = hash;
            }
            if (i < 2) {
                chained = hash;
            }
        }
        if (known.count() > 1) {
            hashes[at++] = known.rowHashes()[row];
        }
        if (plan.has(ColumnPlan.HISTORY)) {
            long before = row > 0 ? codes[row - 1] : -1;
            long beforeThat = row > 1 ? codes[row - 2] : -1;
            hashes[at++] = Hash.of(3, before);
            hashes[at++] = Hash.of(Hash.of(4, before), beforeThat);
            hashes[at] = Hash.of(Hash.of(5, before), single);
            if (singles.length == 0) {
                nearest = at - 2;
                longest = at - 1;
            }
        }
    }

    /** How the last columns of the row were predicted. */
    int hits(int row) {
        return known.hits()[row];
    }

    long hash(int i) {
        return hashes[i];
    }

    /** The context of which more is seen than of others that matter. */
    int nearest() {
        return nearest;
    }

    /** The most specific of the chosen contexts. */
    int longest() {
        return longest;
    }

    long single() {
        return single;
    }

    long chain() {
        return chained;
    }
}
