package io.hourglass.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts the numbers of sparse codes: {@code sparsity} is the share of them that are near zero, {@code deadUnits} those that are so
 * for every row.
 */
final class ActivityTally implements CodeTally {
    private final float threshold;
    private final long[] active;
    private long rows;

    /**
     * @param code the numbers of a code
     * @param threshold up to which a number counts as near zero
     */
    ActivityTally(int code, float threshold) {
        this.threshold = threshold;
        this.active = new long[code];
    }

    @Override
    public void add(CodeBatch batch) {
        rows += batch.rows();
        for (int i = 0; i < batch.rows() * active.length; i++) {
            active[i % active.length] += Math.abs(batch.z()[i]) > threshold ? 1 : 0;
        }
    }

    private long dead() {
        long dead = 0;
        for (long each : active) {
            dead += each == 0 ? 1 : 0;
        }
        return dead;
    }

    @Override
    public Map<String, Double> measures() {
        double sum = 0;
        for (long each : active) {
            sum += each;
        }
        double share = rows == 0 ? 0 : 1 - sum / (rows * (double) active.length);
        return Map.of("sparsity", share, "deadUnits", (double) dead());
    }

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        findings.add(String.format(
                Locale.ROOT,
                "%.1f %% of the numbers of the codes are near zero.",
                100 * measures().get("sparsity")));
        if (dead() > 0) {
            findings.add(dead() + " of the " + active.length
                    + " numbers of the code are near zero for every row: dead units. Try a weaker penalty, a larger k,"
                    + " or a lower learning rate.");
        }
        return findings;
    }
}
