package io.hourglass.use;

/**
 * What is asked of a scoring.
 *
 * @param contamination the share of rows like the training rows that lie above the threshold
 * @param explain whether the three values that made each row strange are named
 */
public record Scoring(double contamination, boolean explain) {
    public Scoring {
        if (!(contamination > 0 && contamination < 1)) {
            throw new IllegalArgumentException("a contamination lies above 0 and below 1, got " + contamination);
        }
    }

    /** The usual threshold, without reasons. */
    public static Scoring usual() {
        return new Scoring(ScoreProfile.USUAL_CONTAMINATION, false);
    }

    /** The same with reasons. */
    public Scoring explained() {
        return new Scoring(contamination, true);
    }
}
