package io.hourglass.use;

import io.hourglass.kernel.Workers;

/** What a covariance matrix does to vectors. */
interface Covariance {
    /** Beyond so many values a row the matrix is not worth its memory. */
    int WIDEST_MATRIX = 1500;

    /** Its product with each of the vectors. */
    double[][] times(double[][] vectors);

    /** The covariance of rows; what is computed does not depend on the number of threads. */
    static Covariance of(CentredRows rows, Workers workers) {
        return rows.mean().length <= WIDEST_MATRIX ? matrix(rows, workers) : streamed(rows, workers);
    }

    /** The matrix itself, added up row by row. */
    static Covariance matrix(CentredRows rows, Workers workers) {
        int width = rows.mean().length;
        double[][] matrix = new double[width][width];
        double[][] block = new double[CentredRows.BLOCK][width];
        for (int first = 0; first < rows.rows().count(); first += CentredRows.BLOCK) {
            int count = rows.block(first, block);
            workers.run(width, (double) count * width, (from, to) -> {
                for (int i = from; i < to; i++) {
                    for (int r = 0; r < count; r++) {
                        addTimes(block[r][i], block[r], matrix[i]);
                    }
                }
            });
        }
        for (double[] row : matrix) {
            for (int j = 0; j < width; j++) {
                row[j] /= rows.rows().count();
            }
        }
        return vectors -> {
            double[][] products = new double[vectors.length][width];
            workers.run(vectors.length, 2.0 * width * width, (from, to) -> {
                for (int i = 0; i < width; i++) {
                    for (int v = from; v < to; v++) {
                        addTimes(vectors[v][i], matrix[i], products[v]);
                    }
                }
            });
            return products;
        };
    }

    /** The product by way of the rows, without the matrix. */
    static Covariance streamed(CentredRows rows, Workers workers) {
        int width = rows.mean().length;
        int all = rows.rows().count();
        return vectors -> {
            double[][] products = new double[vectors.length][width];
            double[][] block = new double[CentredRows.BLOCK][width];
            for (int first = 0; first < all; first += CentredRows.BLOCK) {
                int count = rows.block(first, block);
                workers.run(vectors.length, 4.0 * count * width, (from, to) -> {
                    for (int v = from; v < to; v++) {
                        for (int r = 0; r < count; r++) {
                            addTimes(Subspace.dot(block[r], vectors[v]) / all, block[r], products[v]);
                        }
                    }
                });
            }
            return products;
        };
    }

    /** target += factor · x. */
    private static void addTimes(double factor, double[] x, double[] target) {
        if (factor != 0) {
            for (int j = 0; j < target.length; j++) {
                target[j] += factor * x[j];
            }
        }
    }
}
