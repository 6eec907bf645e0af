package io.hourglass.model;

import java.util.List;
import java.util.Map;

/** Counts the ones of binary codes: {@code ones} is their share, {@code constantBits} the bits that are the same for every row. */
final class BitTally implements CodeTally {
    private final long[] ones;
    private long rows;

    BitTally(int code) {
        this.ones = new long[code];
    }

    @Override
    public void add(CodeBatch batch) {
        rows += batch.rows();
        for (int i = 0; i < batch.rows() * ones.length; i++) {
            ones[i % ones.length] += batch.z()[i] == 1f ? 1 : 0;
        }
    }

    @Override
    public Map<String, Double> measures() {
        double sum = 0;
        long constant = 0;
        for (long each : ones) {
            sum += each;
            constant += each == 0 || each == rows ? 1 : 0;
        }
        return Map.of("ones", sum / Math.max(1, rows * ones.length), "constantBits", (double) constant);
    }

    /** Bits that never change are told of with the other numbers of codes that do not. */
    @Override
    public List<String> findings() {
        return List.of();
    }
}
