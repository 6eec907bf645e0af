package io.hourglass.network;

import io.hourglass.math.RandomStream;

/** Random orthonormal vectors. */
final class GramSchmidt {
    private GramSchmidt() {}

    /**
     * Orthonormal vectors, uniformly distributed: normal deviates, orthogonalised in order. That is a QR factorisation whose R
     * has a positive diagonal, the sign choice that makes the distribution uniform (Mezzadri 2007, section 5).
     *
     * @param count how many vectors, at most {@code length}
     * @param length how long each is
     */
    static double[][] draw(int count, int length, RandomStream random) {
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                vectors[i][j] = random.nextGaussian();
            }
            // the second pass removes what rounding in the first left ("twice is enough", Giraud and others 2005)
            removeEarlier(vectors, i);
            removeEarlier(vectors, i);
            double norm = Math.sqrt(dot(vectors[i], vectors[i]));
            for (int j = 0; j < length; j++) {
                vectors[i][j] /= norm;
            }
        }
        return vectors;
    }

    private static void removeEarlier(double[][] vectors, int i) {
        double[] vector = vectors[i];
        for (int k = 0; k < i; k++) {
            double[] earlier = vectors[k];
            double part = dot(vector, earlier);
            for (int j = 0; j < vector.length; j++) {
                vector[j] -= part * earlier[j];
            }
        }
    }

    /** Four partial sums, because one alone waits for itself. */
    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < a.length; j += 4) {
            s0 += a[j] * b[j];
            s1 += a[j + 1] * b[j + 1];
            s2 += a[j + 2] * b[j + 2];
            s3 += a[j + 3] * b[j + 3];
        }
        for (; j < a.length; j++) {
            s0 += a[j] * b[j];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
