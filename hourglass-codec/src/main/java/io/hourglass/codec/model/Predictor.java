package io.hourglass.codec.model;

/** What a decision about a cell is predicted from. */
public enum Predictor {
    /** How often it came out so before. */
    FREQUENCIES("own frequencies"),
    /** Cells of other columns. */
    COLUMNS("other columns"),
    /** The same column in the rows before. */
    ROWS("rows before"),
    /** The last number, or the line through the last two. */
    TREND("trend"),
    /** Mean numbers beside the same cells of other columns. */
    MEANS("means"),
    /** Least squares on the numbers of other columns or on their logarithms. */
    LEAST_SQUARES("least squares"),
    /** A long number that began alike. */
    REPEATS("repeated numbers"),
    /** The network that learns while coding. */
    NETWORK("network"),
    /** The bytes of a text before. */
    BYTES("bytes before"),
    /** What maps of probabilities made of the mixture of all others. */
    REFINEMENT("refinement");

    private final String words;

    Predictor(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
