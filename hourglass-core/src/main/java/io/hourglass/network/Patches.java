package io.hourglass.network;

import java.util.Arrays;

/**
 * Where a window sees an image: at each position a patch, row by row, channels last.
 *
 * @param image the shape of the image
 * @param starts for each position and each place of the window, where its channels begin in the image; -1 beyond the border
 */
record Patches(Shape image, int[][] starts) {
    static Patches of(Window window, Shape image) {
        Shape positions = window.positions(image, 1);
        int[][] starts = new int[positions.positions()][window.places()];
        for (int p = 0; p < starts.length; p++) {
            int top = p / positions.at(1) * window.vertical().stride() - window.above(image.at(0));
            int left = p % positions.at(1) * window.horizontal().stride() - window.left(image.at(1));
            for (int k = 0; k < starts[p].length; k++) {
                int i = top + k / window.horizontal().size() * window.vertical().dilation();
                int j = left
                        + k % window.horizontal().size() * window.horizontal().dilation();
                boolean inside = i >= 0 && i < image.at(0) && j >= 0 && j < image.at(1);
                starts[p][k] = inside ? (i * image.at(1) + j) * image.last() : -1;
            }
        }
        return new Patches(image, starts);
    }

    /** The number of positions. */
    int count() {
        return starts.length;
    }

    /** The values of a patch. */
    int size() {
        return starts[0].length * image.last();
    }

    /** Copies every patch out of an image, zeros beyond the border. */
    void gather(float[] values, float[][] patches) {
        int channels = image.last();
        for (int p = 0; p < starts.length; p++) {
            float[] patch = patches[p];
            int at = 0;
            for (int start : starts[p]) {
                if (start < 0) {
                    Arrays.fill(patch, at, at + channels, 0f);
                    at += channels;
                } else {
                    for (int c = 0; c < channels; c++, at++) {
                        patch[at] = values[start + c];
                    }
                }
            }
        }
    }

    /** Adds every patch to its place in an image; what lies beyond the border is lost. */
    void scatter(float[][] patches, float[] values) {
        int channels = image.last();
        for (int p = 0; p < starts.length; p++) {
            float[] patch = patches[p];
            int at = 0;
            for (int start : starts[p]) {
                for (int c = 0; start >= 0 && c < channels; c++) {
                    values[start + c] += patch[at + c];
                }
                at += channels;
            }
        }
    }

    /** A row of an image as one row a position. */
    static void split(float[] row, float[][] positions) {
        int channels = positions[0].length;
        for (int p = 0; p < positions.length; p++) {
            System.arraycopy(row, p * channels, positions[p], 0, channels);
        }
    }

    /** Rows of positions as one row of an image. */
    static void join(float[][] positions, float[] row) {
        int channels = positions[0].length;
        for (int p = 0; p < positions.length; p++) {
            System.arraycopy(positions[p], 0, row, p * channels, channels);
        }
    }

    /** Sets rows to zero. */
    static void clear(float[][] rows) {
        for (float[] row : rows) {
            Arrays.fill(row, 0f);
        }
    }
}
