package io.hourglass.use;

import io.hourglass.training.Rows;

/**
 * Rows less their mean; missing values are 0 then.
 *
 * @param rows the rows
 * @param mean of each value over the rows in which it is not missing; 0 where it always is
 */
record CentredRows(Rows rows, double[] mean) {
    /** Rows that are looked at together. */
    static final int BLOCK = 256;

    static CentredRows of(Rows rows) {
        int width = rows.width();
        double[] sum = new double[width];
        int[] present = new int[width];
        float[] row = new float[width];
        for (int r = 0; r < rows.count(); r++) {
            rows.copy(r, row, 0);
            for (int j = 0; j < width; j++) {
                if (!Float.isNaN(row[j])) {
                    sum[j] += row[j];
                    present[j]++;
                }
            }
        }
        for (int j = 0; j < width; j++) {
            sum[j] /= Math.max(1, present[j]);
        }
        return new CentredRows(rows, sum);
    }

    /** The rows from one on, as many as the block has or as are left; returns how many. */
    int block(int first, double[][] block) {
        int count = Math.min(block.length, rows.count() - first);
        float[] row = new float[mean.length];
        for (int r = 0; r < count; r++) {
            rows.copy(first + r, row, 0);
            for (int j = 0; j < mean.length; j++) {
                block[r][j] = Float.isNaN(row[j]) ? 0 : row[j] - mean[j];
            }
        }
        return count;
    }
}
