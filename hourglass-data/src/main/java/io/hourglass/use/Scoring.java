package io.hourglass.use;

/**
 * What is asked of a scoring.
 *
 * @param threshold where anomalies begin
 * @param explain whether the three values that made each row strange are named
 */
public record Scoring(Threshold threshold, boolean explain) {
    /** The usual threshold, without reasons. */
    public static Scoring usual() {
        return new Scoring(Threshold.usual(), false);
    }

    /** The same with another threshold. */
    public Scoring withThreshold(Threshold other) {
        return new Scoring(other, explain);
    }

    /** The same with reasons. */
    public Scoring explained() {
        return new Scoring(threshold, true);
    }
}
