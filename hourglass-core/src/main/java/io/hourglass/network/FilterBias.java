package io.hourglass.network;

/**
 * The bias of a convolution's filters.
 *
 * @param values one a filter, zeros if there is none
 * @param offset where they lie in the flat block; -1 if there is none
 */
record FilterBias(float[] values, int offset) {
    static FilterBias of(Site site, boolean present, int filters) {
        return present ? new FilterBias(new float[filters], site.weight(1)) : none(filters);
    }

    /** Zeros, which stay so. */
    static FilterBias none(int filters) {
        return new FilterBias(new float[filters], -1);
    }

    void load(float[] weights) {
        if (offset >= 0) {
            FlatBlock.readBias(weights, offset, values);
        }
    }

    /** Sets every position of an image to the bias. */
    void spread(float[] row) {
        for (int at = 0; at < row.length; at += values.length) {
            System.arraycopy(values, 0, row, at, values.length);
        }
    }

    /** Sets every position to the bias. */
    void spread(float[][] positions) {
        for (float[] position : positions) {
            System.arraycopy(values, 0, position, 0, values.length);
        }
    }

    /** db += Σ dy over images and positions, in order. */
    void gradient(float[][] dy, int rows, float[] gradient) {
        for (int r = 0; offset >= 0 && r < rows; r++) {
            for (int at = 0; at < dy[r].length; at += values.length) {
                for (int j = 0; j < values.length; j++) {
                    gradient[offset + j] += dy[r][at + j];
                }
            }
        }
    }
}
