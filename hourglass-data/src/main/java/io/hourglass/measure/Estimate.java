package io.hourglass.measure;

/**
 * A figure of some rows, and how far it would move on other rows like them.
 *
 * @param value the figure; NaN where the rows do not have it
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 */
public record Estimate(double value, double low, double high) {
    /** Whether an interval lies above another one's. */
    public boolean above(Estimate other) {
        return low > other.high;
    }
}
