package io.hourglass.model;

import io.hourglass.math.StrictFunctions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts the symbols of discrete codes: {@code perplexity} is e to the entropy of their shares, the number of symbols that would be as
 * surprising if all were as likely; {@code used} those that were there at all.
 */
final class SymbolTally implements CodeTally {
    /** Below this share of the symbols a word is due. */
    private static final double FEW = 0.1;

    private final Bottleneck bottleneck;
    private final String name;
    private final long[] counts;
    private long total;

    /**
     * @param symbols how many there are
     * @param name what they are called, in the plural
     */
    SymbolTally(Bottleneck bottleneck, int symbols, String name) {
        this.bottleneck = bottleneck;
        this.name = name;
        this.counts = new long[symbols];
    }

    @Override
    public void add(CodeBatch batch) {
        float[] symbols = bottleneck.write(batch);
        for (float symbol : symbols) {
            counts[(int) symbol]++;
        }
        total += symbols.length;
    }

    private double perplexity() {
        double entropy = 0;
        for (long count : counts) {
            double share = (double) count / Math.max(1, total);
            entropy -= count == 0 ? 0 : share * StrictFunctions.log(share);
        }
        return StrictFunctions.exp(entropy);
    }

    private long used() {
        long used = 0;
        for (long count : counts) {
            used += count > 0 ? 1 : 0;
        }
        return used;
    }

    @Override
    public Map<String, Double> measures() {
        return Map.of("perplexity", perplexity(), "used", (double) used());
    }

    @Override
    public List<String> findings() {
        long used = used();
        String use = String.format(
                Locale.ROOT,
                "%d of the %d %s are in use, with a perplexity of %.1f.",
                used,
                counts.length,
                name,
                perplexity());
        boolean few = total >= counts.length && perplexity() < FEW * counts.length;
        return List.of(few ? use + " Most are idle: a smaller --codebook would do, or a lower learning rate." : use);
    }
}
