package io.hourglass.codec.model;

import java.util.Arrays;

/** The row of one channel that is being coded and those above it, with margins, so that every neighbour of a sample is there. */
final class SamplePlane {
    /** Samples beside the image, and rows above the one that is coded. */
    static final int MARGIN = 3;

    private final int width;
    private final int stride;
    private final int[] samples;

    SamplePlane(int width) {
        this.width = width;
        stride = width + 2 * MARGIN;
        samples = new int[stride * (MARGIN + 1)];
    }

    /** Begins an image: black is above it. */
    void clear() {
        Arrays.fill(samples, 0);
    }

    int stride() {
        return stride;
    }

    /** Where a sample of the row that is coded stands. */
    int place(int x) {
        return MARGIN * stride + MARGIN + x;
    }

    int[] samples() {
        return samples;
    }

    /** Begins a row: to its left stands what is above its first sample. */
    void begin() {
        int first = place(0);
        Arrays.fill(samples, first - MARGIN, first, samples[first - stride]);
    }

    /** Ends a row: its last sample is repeated to its right, and all rows move up by one. */
    void end() {
        int last = place(width - 1);
        Arrays.fill(samples, last + 1, last + 1 + MARGIN, samples[last]);
        System.arraycopy(samples, stride, samples, 0, MARGIN * stride);
    }
}
