package io.hourglass.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How near the numbers of a code are to standard normal ones over the rows: {@code meanOffset} is the greatest distance of a number's mean
 * from 0, {@code leastDeviation} and {@code greatestDeviation} are the extremes of their standard deviations.
 */
final class PriorTally implements CodeTally {
    /** A mean further from 0 is another one. */
    private static final double FAR = 0.5;

    /** A deviation that differs from 1 by more than this factor is another one. */
    private static final double APART = 2;

    private final double[] sums;
    private final double[] squares;
    private long rows;

    PriorTally(int code) {
        this.sums = new double[code];
        this.squares = new double[code];
    }

    @Override
    public void add(CodeBatch batch) {
        rows += batch.rows();
        for (int i = 0; i < batch.rows() * sums.length; i++) {
            double z = batch.z()[i];
            sums[i % sums.length] += z;
            squares[i % sums.length] += z * z;
        }
    }

    private double mean(int i) {
        return rows == 0 ? 0 : sums[i] / rows;
    }

    private double deviation(int i) {
        return rows == 0 ? 0 : Math.sqrt(Math.max(0, squares[i] / rows - mean(i) * mean(i)));
    }

    @Override
    public Map<String, Double> measures() {
        double offset = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (int i = 0; i < sums.length; i++) {
            offset = Math.max(offset, Math.abs(mean(i)));
            least = Math.min(least, deviation(i));
            greatest = Math.max(greatest, deviation(i));
        }
        return Map.of("meanOffset", offset, "leastDeviation", least, "greatestDeviation", greatest);
    }

    @Override
    public List<String> findings() {
        long astray = 0;
        for (int i = 0; i < sums.length; i++) {
            boolean near = Math.abs(mean(i)) <= FAR && deviation(i) >= 1 / APART && deviation(i) <= APART;
            astray += near ? 0 : 1;
        }
        if (astray == 0) {
            return List.of();
        }
        Map<String, Double> measures = measures();
        return List.of(String.format(
                Locale.ROOT,
                "%d of the %d numbers of the code do not follow the normal distribution (means up to %.2f from 0, deviations"
                        + " %.2f to %.2f, not 1): the discriminator wins, and what is generated will not look like the rows."
                        + " Try more epochs, a lower learning rate, another beta (a large one makes codes run away), or a narrower code.",
                astray,
                sums.length,
                measures.get("meanOffset"),
                measures.get("leastDeviation"),
                measures.get("greatestDeviation")));
    }
}
