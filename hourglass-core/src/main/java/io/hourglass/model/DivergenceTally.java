package io.hourglass.model;

import java.util.List;
import java.util.Map;

/**
 * Adds up the divergences of a variational code: {@code divergence} is their sum in nats, mean over rows; {@code collapsed} the
 * numbers of the code whose divergence is below 0.01 nats.
 */
final class DivergenceTally implements CodeTally {
    /** In nats; a number of less says next to nothing of a row. */
    private static final double NOTHING = 0.01;

    private final double[] sums;
    private long rows;

    DivergenceTally(int code) {
        this.sums = new double[code];
    }

    @Override
    public void add(CodeBatch batch) {
        rows += batch.rows();

        for (int i = 0; i < sums.length; i++) {
            sums[i] += Variational.sum(batch, i);
        }
    }

    private long collapsed() {
        long count = 0;
        for (double sum : sums) {
            count += sum < NOTHING * rows ? 1 : 0;
        }
        return count;
    }

    @Override
    public Map<String, Double> measures() {
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        return Map.of("divergence", total / Math.max(1, rows), "collapsed", (double) collapsed());
    }

    @Override
    public List<String> findings() {
        long collapsed = collapsed();
        if (collapsed == 0) {
            return List.of();
        }
        String what =
                collapsed == sums.length ? "the posterior collapsed: the code says nothing of a row" : "collapsed";
        return List.of(collapsed + " of the " + sums.length + " numbers of the code have a divergence below " + NOTHING
                + " nats: " + what
                + ". Try a smaller beta, free bits, a warm-up of the divergence, or a narrower code.");
    }
}
