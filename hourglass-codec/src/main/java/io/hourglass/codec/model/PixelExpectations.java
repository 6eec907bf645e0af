package io.hourglass.codec.model;

/**
 * What is expected of a sample, in eighths of it, and how far off each expectation was around it: least squares of two memories (Meyer and
 * Tischer, "TMW", 1997) and simple predictions; or, with a trained predictor, its mean and fewer of them.
 */
final class PixelExpectations {
    private static final double[] GROWTH = {1 / 0.998, 1 / 0.9998};
    private static final int LONGEST_WAIT = 64;
    private final int most;
    private final LeastSquares[][] squares;
    private final int[] simple;
    private final int first;
    private final int[] expected;
    private final int[] error;
    private final int[][] errors;
    private final int width;

    /**
     * @param most the greatest sample
     * @param recipe what there is
     * @param width pixels of a row
     */
    PixelExpectations(int channels, int most, PixelRecipe recipe, int width) {
        this.most = most;
        squares = new LeastSquares[channels][recipe.squares() ? GROWTH.length : 0];
        for (LeastSquares[] row : squares) {
            for (int i = 0; i < row.length; i++) {
                row[i] = new LeastSquares(PixelNeighbours.INPUTS, GROWTH[i], LONGEST_WAIT);
            }
        }
        simple = recipe.simple().stream().mapToInt(Integer::intValue).toArray();
        first = recipe.squares() ? GROWTH.length : 0;
        expected = new int[first + simple.length + 1];
        error = new int[expected.length];
        this.width = width;
        errors = new int[expected.length][channels * (width + 2)];
    }

    /** How many there are; the last is the best. */
    int count() {
        return expected.length;
    }

    /**
     * Makes the expectations of a sample.
     *
     * @param mean what a trained predictor expects; not looked at if there is none
     */
    void look(PixelNeighbours around, int channel, int x, int mean) {
        for (int i = 0; i < first; i++) {
            double predicted = squares[channel][i].predict(around.inputs);
            expected[i] = (int) Math.max(0, Math.min(most * 8.0, predicted * 8 + 0.5));
        }
        for (int i = 0; i < simple.length; i++) {
            expected[first + i] = around.predictions[simple[i]] * 8;
        }
        expected[expected.length - 1] = first == 0 ? mean : (expected[0] + expected[1]) >> 1;
        for (int i = 0; i < expected.length; i++) {
            int[] row = errors[i];
            int e = channel * (width + 2) + x;
            // the row above from here to the right, and this row up to here
            error[i] = (2 * row[e] + row[e + 1] + row[e + 2]) >> 2;
        }
    }

    void learn(PixelNeighbours around, int channel, int x, int value) {
        for (LeastSquares one : squares[channel]) {
            one.learn(around.inputs, value);
        }
        for (int i = 0; i < expected.length; i++) {
            int e = channel * (width + 2) + x;
            int off = Math.abs(expected[i] - 8 * value) * 4;
            errors[i][e + 1] = (errors[i][e] + errors[i][e + 1] + 2 * off) >> 2;
        }
    }

    int expected(int i) {
        return expected[i];
    }

    int error(int i) {
        return error[i];
    }

    /** The best expectation. */
    int best() {
        return expected[expected.length - 1];
    }

    /** How far off the best expectation was. */
    int bestError() {
        return error[error.length - 1];
    }
}
