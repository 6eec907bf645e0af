package io.hourglass.codec.model;

/**
 * Least squares learnt as the rows go by: the normal equations are summed, and solved again (Cholesky, with a slight ridge)
 * when the number of rows has grown by a sixteenth. Plain double arithmetic in a fixed order.
 */
final class LeastSquares {
    private static final double RIDGE = 1e-7;
    private static final int FIRST = 12;
    private static final int LONGEST_WAIT = 2000;
    /** Above this the weights of all observations are made smaller by it. */
    private static final double GREATEST_WEIGHT = 0x1p300;

    private final int size;
    private final double[][] products;
    private final double[] targets;
    private final double[] weights;
    private final double[][] factor;
    private final double[] partial;
    private final double growth;
    private final int longestWait;
    private double weight = 1;
    private int rows;
    private int next = FIRST;

    /**
     * @param size how many inputs there are; the first should be 1
     */
    LeastSquares(int size) {
        this(size, 1, LONGEST_WAIT);
    }

    /**
     * @param size how many inputs there are
     * @param growth how many times as much an observation weighs as the one before it, at least 1
     * @param longestWait observations from one solution to the next at most
     */
    LeastSquares(int size, double growth, int longestWait) {
        this.size = size;
        this.growth = growth;
        this.longestWait = longestWait;
        products = new double[size][size];
        targets = new double[size];
        weights = new double[size];
        factor = new double[size][size];
        partial = new double[size];
    }

    boolean isReady() {
        return rows >= FIRST;
    }

    double predict(double[] inputs) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[i] * inputs[i];
        }
        return sum;
    }

    void learn(double[] inputs, double target) {
        for (int i = 0; i < size; i++) {
            double input = inputs[i] * weight;
            if (input != 0) {
                double[] row = products[i];
                for (int j = 0; j <= i; j++) {
                    row[j] += input * inputs[j];
                }
                targets[i] += input * target;
            }
        }
        weight *= growth;
        if (weight > GREATEST_WEIGHT) {
            lighten();
        }
        rows++;
        if (rows >= next) {
            solve();
            next = rows + Math.min(longestWait, 1 + rows / 16);
        }
    }

    private void lighten() {
        weight /= GREATEST_WEIGHT;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] /= GREATEST_WEIGHT;
            }
            targets[i] /= GREATEST_WEIGHT;
        }
    }

    private void solve() {
        for (int i = 0; i < size; i++) {
            double[] row = factor[i];
            for (int j = 0; j <= i; j++) {
                double sum = products[i][j];
                if (i == j) {
                    sum += sum * RIDGE + 1e-9;
                }
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * factor[j][k];
                }
                row[j] = i == j ? Math.sqrt(Math.max(sum, products[i][i] * 1e-10 + 1e-12)) : sum / factor[j][j];
            }
        }
        for (int i = 0; i < size; i++) {
            double sum = targets[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * partial[k];
            }
            partial[i] = sum / factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = partial[i];
            for (int k = i + 1; k < size; k++) {
                sum -= factor[k][i] * weights[k];
            }
            weights[i] = sum / factor[i][i];
        }
    }
}
