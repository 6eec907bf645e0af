package io.hourglass.use;

import io.hourglass.kernel.Workers;
import io.hourglass.training.Rows;
import java.util.Arrays;

/**
 * Principal component analysis: the flat code that loses the least squared error, which an autoencoder must beat to be worth its
 * training. A code is the row less the mean, measured along orthonormal directions; missing values (NaN) count as the mean.
 *
 * <p>The directions come from subspace iteration with a Rayleigh-Ritz step (Halko, Martinsson and Tropp, "Finding structure with
 * randomness", 2011, algorithm 4.4): over the covariance matrix up to 1,500 values a row, over the rows themselves beyond. The same
 * seed gives the same bits.
 */
public final class PrincipalComponents {
    private final float[] mean;
    /** components × width, orthonormal. */
    private final float[][] directions;

    private final double[] variances;

    PrincipalComponents(float[] mean, float[][] directions, double[] variances) {
        this.mean = mean;
        this.directions = directions;
        this.variances = variances;
    }

    /**
     * Fits to rows.
     *
     * @param rows at least one
     * @param components the numbers of a code, at least 1 and at most the values of a row
     * @param seed of the first guess of the directions
     */
    public static PrincipalComponents fit(Rows rows, int components, long seed) {
        if (rows.count() < 1) {
            throw new IllegalArgumentException("principal components need at least one row, got none");
        }
        if (components < 1 || components > rows.width()) {
            throw new IllegalArgumentException("of rows of " + rows.width() + " values there are 1 to " + rows.width()
                    + " principal components, got " + components);
        }
        CentredRows centred = CentredRows.of(rows);
        Subspace subspace;
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            subspace = Subspace.leading(Covariance.of(centred, workers), rows.width(), components, seed);
        }
        float[][] directions = new float[components][rows.width()];
        for (int i = 0; i < components; i++) {
            for (int j = 0; j < rows.width(); j++) {
                directions[i][j] = (float) subspace.vectors()[i][j];
            }
        }
        float[] mean = new float[rows.width()];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (float) centred.mean()[j];
        }
        return new PrincipalComponents(mean, directions, Arrays.copyOf(subspace.values(), components));
    }

    /** The values of a row. */
    public int width() {
        return mean.length;
    }

    /** The numbers of a code. */
    public int components() {
        return directions.length;
    }

    /** The variance of the training rows along each direction, the largest first. */
    public double[] variances() {
        return variances.clone();
    }

    /**
     * The same with the first directions alone.
     *
     * @param count at least 1 and at most those there are
     */
    public PrincipalComponents first(int count) {
        if (count < 1 || count > directions.length) {
            throw new IllegalArgumentException(
                    "there are " + directions.length + " components, got a request for the first " + count);
        }
        return new PrincipalComponents(mean, Arrays.copyOf(directions, count), Arrays.copyOf(variances, count));
    }

    /**
     * Codes of rows.
     *
     * @param rows count × width; NaN counts as the mean
     * @return count × components
     */
    public float[] encode(float[] rows) {
        int count = count(rows, width());
        float[] codes = new float[Math.multiplyExact(count, directions.length)];
        float[] centred = new float[width()];
        for (int r = 0; r < count; r++) {
            for (int j = 0; j < centred.length; j++) {
                float value = rows[r * centred.length + j];
                centred[j] = Float.isNaN(value) ? 0f : value - mean[j];
            }
            for (int i = 0; i < directions.length; i++) {
                codes[r * directions.length + i] = (float) dot(directions[i], centred);
            }
        }
        return codes;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (double) a[j] * b[j];
        }
        return sum;
    }

    /**
     * Rows of codes.
     *
     * @param codes count × components
     * @return count × width
     */
    public float[] decode(float[] codes) {
        int count = count(codes, directions.length);
        float[] rows = new float[Math.multiplyExact(count, width())];
        float[] row = new float[width()];
        for (int r = 0; r < count; r++) {
            System.arraycopy(mean, 0, row, 0, row.length);
            for (int i = 0; i < directions.length; i++) {
                float factor = codes[r * directions.length + i];
                float[] direction = directions[i];
                for (int j = 0; j < row.length; j++) {
                    row[j] += factor * direction[j];
                }
            }
            System.arraycopy(row, 0, rows, r * row.length, row.length);
        }
        return rows;
    }

    private static int count(float[] values, int width) {
        if (values.length % width != 0) {
            throw new IllegalArgumentException(
                    "rows of " + width + " values were needed, got " + values.length + " values");
        }
        return values.length / width;
    }
}
