package io.hourglass.codec.model;

/** A small network over the samples around a sample of small images and its place, learnt while coding. */
final class PixelNetwork {
    private static final int WINDOW_ROWS = 3;
    private static final int PLACES = 2 * PixelRecipe.LONGEST_SMALL + 1;

    private final int channels;
    private final float scale;
    private final ConditionalNetwork network;

    /**
     * @param bytes of a sample
     * @param most the greatest sample
     */
    PixelNetwork(int channels, int bytes, int most) {
        this.channels = channels;
        scale = 2f / most;
        int window = channels * (WINDOW_ROWS * (2 * SamplePlane.MARGIN + 1) + SamplePlane.MARGIN + 1) + 3;
        network = new ConditionalNetwork(channels * PLACES + window, channels * bytes * 256, window + 3);
    }

    /**
     * Looks around a sample.
     *
     * @param at where it stands in the planes
     * @param mean what the images before had here, and one to the right
     */
    void look(SamplePlane[] planes, int channel, int at, int[] mean, int x, int y) {
        network.begin();
        int row = 0;
        network.add(row++, 1);
        for (int c = 0; c < channels; c++) {
            int[] s = planes[c].samples();
            int stride = planes[c].stride();
            for (int up = WINDOW_ROWS; up > 0; up--) {
                for (int side = -SamplePlane.MARGIN; side <= SamplePlane.MARGIN; side++) {
                    network.add(row++, s[at - up * stride + side] * scale - 1);
                }
            }
            for (int side = SamplePlane.MARGIN; side > 0; side--) {
                network.add(row++, s[at - side] * scale - 1);
            }
            if (c < channel) {
                network.add(row, s[at] * scale - 1);
            }
            row++;
        }
        network.add(row++, mean[0] * scale - 1);
        network.add(row++, mean[1] * scale - 1);
        row += channel * PLACES;
        network.add(row++, 1);
        network.add(row + x, 1);
        network.add(row + PixelRecipe.LONGEST_SMALL + y, 1);
        network.compute();
    }

    float logit(int node) {
        return network.logit(node);
    }

    void learn(int node, int bit) {
        network.learn(node, bit);
    }

    void finish() {
        network.finish();
    }
}
