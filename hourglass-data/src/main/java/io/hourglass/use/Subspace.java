package io.hourglass.use;

import io.hourglass.math.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The eigenvectors of a covariance with the largest eigenvalues.
 *
 * @param vectors orthonormal, the one of the largest eigenvalue first; the largest number of each is positive
 * @param values their eigenvalues
 */
record Subspace(double[][] vectors, double[] values) {
    /** Directions beyond those asked for, which make the others come out sooner. */
    private static final int SPARE = 10;

    private static final int MOST_STEPS = 40;
    /** Steps end when the variance found grows by less than this share. */
    private static final double SETTLED = 1e-7;

    private static final int MOST_SWEEPS = 30;

    static Subspace leading(Covariance covariance, int width, int count, long seed) {
        int wide = Math.min(width, count + SPARE);
        double[][] basis = new double[wide][width];
        RandomStream random = RandomStream.of(seed, width, count);
        for (double[] vector : basis) {
            Arrays.setAll(vector, i -> random.nextGaussian());
        }
        orthonormalise(basis, random);
        double known = 0;
        for (int step = 0; ; step++) {
            double[][] image = covariance.times(basis);
            Subspace ritz = rotated(basis, image);
            double found = Arrays.stream(ritz.values, 0, count).sum();
            if (step == MOST_STEPS || found - known <= SETTLED * found) {
                return new Subspace(Arrays.copyOf(ritz.vectors, count), Arrays.copyOf(ritz.values, count)).signed();
            }
            known = found;
            basis = image;
            orthonormalise(basis, random);
        }
    }

    /** The vectors of the basis turned so that the covariance within it is diagonal. */
    private static Subspace rotated(double[][] basis, double[][] image) {
        int wide = basis.length;
        double[][] small = new double[wide][wide];
        for (int i = 0; i < wide; i++) {
            for (int j = i; j < wide; j++) {
                small[i][j] = dot(basis[i], image[j]);
                small[j][i] = small[i][j];
            }
        }
        double[][] turns = diagonalise(small);
        int[] order = IntStream.range(0, wide)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -small[i][i]).thenComparing(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] vectors = new double[wide][basis[0].length];
        double[] values = new double[wide];
        for (int i = 0; i < wide; i++) {
            values[i] = Math.max(0, small[order[i]][order[i]]);
            for (int k = 0; k < wide; k++) {
                add(turns[k][order[i]], basis[k], vectors[i]);
            }
        }
        return new Subspace(vectors, values);
    }

    /**
     * Jacobi's method: turns pairs of axes until nothing is left off the diagonal of the symmetric matrix, which is changed.
     *
     * @return the turns; column i belongs to the i-th value of the diagonal
     */
    static double[][] diagonalise(double[][] matrix) {
        int n = matrix.length;
        double[][] turns = new double[n][n];
        for (int i = 0; i < n; i++) {
            turns[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(matrix); sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (matrix[p][q] != 0) {
                        turn(matrix, turns, p, q);
                    }
                }
            }
        }
        return turns;
    }

    private static boolean isDiagonal(double[][] matrix) {
        double off = 0;
        double on = 0;
        for (int i = 0; i < matrix.length; i++) {
            on += matrix[i][i] * matrix[i][i];
            for (int j = i + 1; j < matrix.length; j++) {
                off += matrix[i][j] * matrix[i][j];
            }
        }
        return off <= 1e-28 * on;
    }

    private static void turn(double[][] matrix, double[][] turns, int p, int q) {
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.signum(theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        tangent = theta == 0 ? 1 : tangent;
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (double[] row : matrix) {
            turnPair(row, p, q, cosine, sine);
        }
        double[] high = matrix[p];
        double[] low = matrix[q];
        for (int k = 0; k < matrix.length; k++) {
            double a = high[k];
            high[k] = cosine * a - sine * low[k];
            low[k] = sine * a + cosine * low[k];
        }
        for (double[] row : turns) {
            turnPair(row, p, q, cosine, sine);
        }
    }

    private static void turnPair(double[] row, int p, int q, double cosine, double sine) {
        double a = row[p];
        row[p] = cosine * a - sine * row[q];
        row[q] = sine * a + cosine * row[q];
    }

    /** Gram and Schmidt's method, twice over for accuracy; what the others span already is drawn anew. */
    private static void orthonormalise(double[][] vectors, RandomStream random) {
        for (int i = 0; i < vectors.length; i++) {
            double before = Math.sqrt(dot(vectors[i], vectors[i]));
            double left = removeEarlier(vectors, i);
            for (int attempt = 0; left <= 1e-12 * before && attempt < 9; attempt++) {
                double[] vector = vectors[i];
                Arrays.setAll(vector, k -> random.nextGaussian());
                before = Math.sqrt(dot(vector, vector));
                left = removeEarlier(vectors, i);
            }
            for (int k = 0; k < vectors[i].length; k++) {
                vectors[i][k] /= left;
            }
        }
    }

    private static double removeEarlier(double[][] vectors, int i) {
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < i; k++) {
                add(-dot(vectors[k], vectors[i]), vectors[k], vectors[i]);
            }
        }
        return Math.sqrt(dot(vectors[i], vectors[i]));
    }

    private Subspace signed() {
        for (double[] vector : vectors) {
            double largest = 0;
            for (double value : vector) {
                largest = Math.abs(value) > Math.abs(largest) ? value : largest;
            }
            if (largest < 0) {
                Arrays.setAll(vector, i -> -vector[i]);
            }
        }
        return this;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double factor, double[] x, double[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * x[i];
        }
    }
}
