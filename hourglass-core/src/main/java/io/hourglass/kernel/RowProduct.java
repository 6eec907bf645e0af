package io.hourglass.kernel;

/**
 * The matrix product that everything in the Java engine rests on: {@code y += x · w} with {@code x [n][k]}, {@code w [k][m]} and
 * {@code y [n][m]}, all as plain rows.
 *
 * <p>Each element is summed in one order, {@code ((y + x[0] w[0]) + x[1] w[1]) + …}, without fused operations, whatever the number
 * of rows, of threads or the way through the loops chosen here: the same bits on every machine. Terms whose {@code x} is zero change
 * nothing and may be left out; {@code y} must not hold {@code -0f} on entry.
 *
 * <p>C2 vectorises a loop over plain rows that are indexed by the loop variable alone, up to four products a pass; more, or an array
 * with an offset, runs at a fifth of the speed (JDK 17).
 */
public final class RowProduct {
    /** Rows narrower than this leave vector units idle; the product then runs along the other side. */
    private static final int NARROW = 48;

    /** Rows of {@code w} that are used for all rows of {@code y} before the next: they stay in the first-level cache. */
    private static final int BLOCK = 16;

    /** Below this share of non-zero {@code x} it pays to gather them first. */
    private static final double SPARSE = 0.6;

    private static final int SPARSE_BLOCK = 128;

    private RowProduct() {}

    /**
     * Adds {@code x · w} to the rows {@code from} to {@code to} of {@code y}.
     *
     * @param x rows of k values
     * @param w k rows of m values
     * @param y rows of m values, changed in place
     * @param k the number of products in a sum
     * @param from the first row of {@code x} and {@code y}
     * @param to the row after the last
     */
    public static void add(float[][] x, float[][] w, float[][] y, int k, int from, int to) {
        if (from >= to) {
            return;
        }
        int m = y[from].length;
        if (m < NARROW && to - from > 2 * m) {
            addAlongRows(x, w, y, k, from, to);
        } else if (m >= 64 && density(x, k, from, to) < SPARSE) {
            addGathered(x, w, y, k, from, to);
        } else {
            addDense(x, w, y, k, from, to);
        }
    }

    private static double density(float[][] x, int k, int from, int to) {
        long present = 0;
        long seen = 0;
        int stride = Math.max(1, (to - from) / 16);
        for (int r = from; r < to; r += stride) {
            float[] row = x[r];
            for (int i = 0; i < k; i++) {
                present += row[i] != 0f ? 1 : 0;
            }
            seen += k;
        }
        return seen == 0 ? 1 : (double) present / seen;
    }

    private static void addDense(float[][] x, float[][] w, float[][] y, int k, int from, int to) {
        for (int start = 0; start < k; start += BLOCK) {
            int end = Math.min(k, start + BLOCK);
            for (int r = from; r < to; r++) {
                float[] a = x[r];
                float[] row = y[r];
                int i = start;
                for (; i + 4 <= end; i += 4) {
                    add4(row, a[i], w[i], a[i + 1], w[i + 1], a[i + 2], w[i + 2], a[i + 3], w[i + 3]);
                }
                for (; i < end; i++) {
                    add1(row, a[i], w[i]);
                }
            }
        }
    }

    private static void addGathered(float[][] x, float[][] w, float[][] y, int k, int from, int to) {
        float[] a = new float[SPARSE_BLOCK];
        float[][] v = new float[SPARSE_BLOCK][];
        for (int start = 0; start < k; start += SPARSE_BLOCK) {
            int end = Math.min(k, start + SPARSE_BLOCK);
            for (int r = from; r < to; r++) {
                float[] row = x[r];
                int found = 0;
                for (int i = start; i < end; i++) {
                    float value = row[i];
                    if (value != 0f) {
                        a[found] = value;
                        v[found] = w[i];
                        found++;
                    }
                }
                addFound(y[r], a, v, found);
            }
        }
    }

    private static void addFound(float[] row, float[] a, float[][] v, int found) {
        int i = 0;
        for (; i + 4 <= found; i += 4) {
            add4(row, a[i], v[i], a[i + 1], v[i + 1], a[i + 2], v[i + 2], a[i + 3], v[i + 3]);
        }
        for (; i < found; i++) {
            add1(row, a[i], v[i]);
        }
    }

    /** The same sums with the loop along the rows of {@code x}: for narrow {@code y}, over transposed copies. */
    private static void addAlongRows(float[][] x, float[][] w, float[][] y, int k, int from, int to) {
        int m = y[from].length;
        float[][] columns = transpose(x, from, to, k);
        float[][] sums = transpose(y, from, to, m);
        for (int j = 0; j < m; j++) {
            float[] sum = sums[j];
            int i = 0;
            for (; i + 4 <= k; i += 4) {
                add4(
                        sum,
                        w[i][j],
                        columns[i],
                        w[i + 1][j],
                        columns[i + 1],
                        w[i + 2][j],
                        columns[i + 2],
                        w[i + 3][j],
                        columns[i + 3]);
            }
            for (; i < k; i++) {
                add1(sum, w[i][j], columns[i]);
            }
        }
        for (int r = from; r < to; r++) {
            float[] row = y[r];
            for (int j = 0; j < m; j++) {
                row[j] = sums[j][r - from];
            }
        }
    }

    private static void add4(
            float[] y, float a, float[] w0, float b, float[] w1, float c, float[] w2, float d, float[] w3) {
        for (int j = 0; j < y.length; j++) {
            y[j] = (((y[j] + a * w0[j]) + b * w1[j]) + c * w2[j]) + d * w3[j];
        }
    }

    private static void add1(float[] y, float a, float[] w) {
        for (int j = 0; j < y.length; j++) {
            y[j] += a * w[j];
        }
    }

    /**
     * The rows {@code from} to {@code to} of {@code x} as columns.
     *
     * @param x rows of at least {@code width} values
     * @return {@code width} rows of {@code to - from} values
     */
    public static float[][] transpose(float[][] x, int from, int to, int width) {
        float[][] columns = new float[width][to - from];
        transpose(x, from, to, columns);
        return columns;
    }

    /** The rows {@code from} to {@code to} of {@code x} into the first {@code to - from} values of each of the columns. */
    public static void transpose(float[][] x, int from, int to, float[][] columns) {
        transpose(x, from, to, 0, columns);
    }

    /** The same, with the columns from {@code first} on of {@code x}. */
    public static void transpose(float[][] x, int from, int to, int first, float[][] columns) {
        for (int block = from; block < to; block += 16) {
            int end = Math.min(to, block + 16);
            for (int i = 0; i < columns.length; i++) {
                float[] column = columns[i];
                for (int r = block; r < end; r++) {
                    column[r - from] = x[r][first + i];
                }
            }
        }
    }
}
