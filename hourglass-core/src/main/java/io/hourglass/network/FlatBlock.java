package io.hourglass.network;

/** How kernels unpack their parameters from the flat block of weights, and add to the block of gradients. */
final class FlatBlock {
    private FlatBlock() {}

    /** Fills the rows of a matrix that lies in the block row by row. */
    static void read(float[] block, int offset, float[][] rows) {
        int at = offset;
        for (float[] row : rows) {
            System.arraycopy(block, at, row, 0, row.length);
            at += row.length;
        }
    }

    /** Fills a bias, on which products are summed. */
    static void readBias(float[] block, int offset, float[] bias) {
        for (int j = 0; j < bias.length; j++) {
            bias[j] = block[offset + j] + 0f; // no -0: see RowProduct
        }
    }

    /** Adds sums to the values from a place on. */
    static void add(float[] block, int offset, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            block[offset + j] += sums[j];
        }
    }

    /** Adds a bias's gradient: the slopes, summed over rows in order. */
    static void addBias(float[] block, int offset, float[][] slopes, int rows, int width) {
        float[] sums = new float[width];
        for (int r = 0; r < rows; r++) {
            add(sums, slopes[r], 0);
        }
        add(block, offset, sums);
    }

    /** Adds a part of a row to sums. */
    static void add(float[] sums, float[] row, int at) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += row[at + j];
        }
    }
}
