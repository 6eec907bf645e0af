package io.hourglass.codec.model;

/** A number's distance from what the numbers before it lead to expect: the last one, or the line through the last two. */
final class Trend {
    private double before;
    private double beforeThat;
    private double offBefore = 1;
    private double offLine = 1;
    private int seen;

    /** A decision's distance from the better prediction and its width, both in the prediction's mean error. */
    int context(double middle, double span) {
        if (seen < 2) {
            return seen;
        }
        boolean line = offLine < offBefore;
        double prediction = line ? 2 * before - beforeThat : before;
        double unit = 1 / ((line ? offLine : offBefore) * 0.0625 + 1e-9);
        int distance = 63 + Predictors.grade((middle - prediction) * unit, 63);
        int width = Math.min(31, Predictors.grade(span * unit, 127) >> 2);
        return ((distance << 5 | width) + 2) * 0x2545f491;
    }

    /** Learns the row's number. */
    void learn(double value) {
        if (seen > 1) {
            offBefore += (off(value - before, offBefore) - offBefore) / Math.min(seen + 1, 100);
            offLine += (off(value - (2 * before - beforeThat), offLine) - offLine) / Math.min(seen + 1, 100);
        }
        seen++;
        beforeThat = before;
        before = value;
    }

    private static double off(double distance, double mean) {
        return Math.min(Math.abs(distance), 16 * mean + 1);
    }
}
