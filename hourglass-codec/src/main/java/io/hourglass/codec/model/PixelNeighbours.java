package io.hourglass.codec.model;

/**
 * What is known where a sample is coded: the samples around it in its own channel, those of the channels before, what the
 * images before had at this place, and predictions made of them. Samples are 0 to {@code most}.
 */
final class PixelNeighbours {
    /** Least squares' inputs at most: twelve of the channel, six of each of two channels before, the mean, 1. */
    static final int INPUTS = 12 + 2 * 6 + 2;
    /** Simple predictions. */
    static final int PREDICTIONS = 8;

    private final int most;
    final double[] inputs = new double[INPUTS];
    final int[] predictions = new int[PREDICTIONS];
    int count;
    int west;
    int north;
    int northWest;
    int northEast;
    int westWest;
    int northNorth;
    int northNorthEast;
    int beside;
    int mean;
    int texture;

    PixelNeighbours(int most) {
        this.most = most;
    }

    /** Looks around a place in a channel. */
    void look(SamplePlane[] planes, int channel, int at, int average) {
        int[] s = planes[channel].samples();
        int stride = planes[channel].stride();
        west = s[at - 1];
        north = s[at - stride];
        northWest = s[at - stride - 1];
        northEast = s[at - stride + 1];
        westWest = s[at - 2];
        northNorth = s[at - 2 * stride];
        northNorthEast = s[at - 2 * stride + 1];
        mean = average;
        count = 0;
        add(1);
        add(average);
        add(west);
        add(north);
        add(northWest);
        add(northEast);
        add(westWest);
        add(northNorth);
        add(northNorthEast);
        add(s[at - 2 * stride - 1]);
        add(s[at - stride - 2]);
        add(s[at - stride + 2]);
        add(s[at - 3]);
        add(s[at - 3 * stride]);
        texture = Math.abs(west - northWest) + Math.abs(north - northWest) + Math.abs(north - northEast);
        int gradient = west + north - northWest;
        predictions[0] = limit(gradient);
        predictions[1] = limit(north + northEast - northNorthEast);
        predictions[2] = limit(west + northEast - north);
        predictions[3] = limit((west + northEast + 1) >> 1);
        predictions[4] = limit(north + ((northEast - northNorthEast + 1) >> 1) + ((west - northWest + 1) >> 1));
        predictions[5] = west;
        predictions[6] = north;
        predictions[7] = limit(gradient);
        beside = 0;
        if (channel > 0) {
            int[] b = planes[channel - 1].samples();
            beside = b[at];
            predictions[5] = limit(west + beside - b[at - 1]);
            predictions[6] = limit(north + beside - b[at - stride]);
            predictions[7] = limit(gradient + beside - (b[at - 1] + b[at - stride] - b[at - stride - 1]));
        }
        for (int before = channel - 1; before >= Math.max(0, channel - 2); before--) {
            addBeside(planes[before].samples(), at, stride);
        }
        for (int i = count; i < INPUTS; i++) {
            inputs[i] = 0;
        }
    }

    private void addBeside(int[] b, int at, int stride) {
        add(b[at]);
        add(b[at - 1]);
        add(b[at - stride]);
        add(b[at - stride - 1]);
        add(b[at - stride + 1]);
        add(b[at - 2]);
    }

    private void add(int value) {
        inputs[count++] = value;
    }

    int limit(int value) {
        return Math.max(0, Math.min(most, value));
    }
}
