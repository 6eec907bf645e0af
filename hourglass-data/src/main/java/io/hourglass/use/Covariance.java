package io.hourglass.use;

/** What a covariance matrix does to vectors. */
interface Covariance {
    /** Beyond so many values a row the matrix is not worth its memory. */
    int WIDEST_MATRIX = 1500;

    /** Its product with each of the vectors. */
    double[][] times(double[][] vectors);

    /** The covariance of rows. */
    static Covariance of(CentredRows rows) {
        return rows.mean().length <= WIDEST_MATRIX ? matrix(rows) : streamed(rows);
    }

    /** The matrix itself, added up row by row. */
    static Covariance matrix(CentredRows rows) {
        int width = rows.mean().length;
        double[][] matrix = new double[width][width];
        double[][] block = new double[CentredRows.BLOCK][width];
        for (int first = 0; first < rows.rows().count(); first += CentredRows.BLOCK) {
            int count = rows.block(first, block);
            for (int i = 0; i < width; i++) {
                double[] target = matrix[i];
                for (int r = 0; r < count; r++) {
                    addTimes(block[r][i], block[r], target, i);
                }
            }
        }
        for (int i = 0; i < width; i++) {
            for (int j = i; j < width; j++) {
                matrix[i][j] /= rows.rows().count();
                matrix[j][i] = matrix[i][j];
            }
        }
        return vectors -> {
            double[][] products = new double[vectors.length][width];
            for (int v = 0; v < vectors.length; v++) {
                for (int i = 0; i < width; i++) {
                    addTimes(vectors[v][i], matrix[i], products[v], 0);
                }
            }
            return products;
        };
    }

    /** The product by way of the rows, without the matrix. */
    static Covariance streamed(CentredRows rows) {
        int width = rows.mean().length;
        int all = rows.rows().count();
        return vectors -> {
            double[][] products = new double[vectors.length][width];
            double[][] block = new double[CentredRows.BLOCK][width];
            for (int first = 0; first < all; first += CentredRows.BLOCK) {
                int count = rows.block(first, block);
                for (int v = 0; v < vectors.length; v++) {
                    for (int r = 0; r < count; r++) {
                        addTimes(Subspace.dot(block[r], vectors[v]) / all, block[r], products[v], 0);
                    }
                }
            }
            return products;
        };
    }

    /** target += factor · x, from a place on. */
    private static void addTimes(double factor, double[] x, double[] target, int from) {
        if (factor != 0) {
            for (int j = from; j < target.length; j++) {
                target[j] += factor * x[j];
            }
        }
    }
}
