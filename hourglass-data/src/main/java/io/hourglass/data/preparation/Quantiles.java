package io.hourglass.data.preparation;

import io.hourglass.math.StrictFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Maps a column's quantiles to those of the standard normal distribution, linearly between them. Beyond the extremes it goes on with
 * the slope from the one extreme to the other: that of the last stretch would throw what lies a little outside of a heavy tail very far.
 *
 * @param values quantiles of the column, ascending, all different; at least two
 * @param deviates the normal deviate of each, ascending
 */
public record Quantiles(double[] values, double[] deviates) implements Scaling {
    private static final int KNOTS = 256;
    private static final double ROOT_HALF = 0.7071067811865476;
    /** Deviates are sought within this. */
    private static final double WIDEST = 9;

    public Quantiles {
        if (values.length < 2 || values.length != deviates.length) {
            throw new IllegalArgumentException(
                    "a scaling by quantiles needs at least two of them, each with its deviate");
        }
        int last = values.length - 1;
        if (!(Double.isFinite(values[last] - values[0]) && Double.isFinite(deviates[last] - deviates[0]))) {
            throw new IllegalArgumentException("the quantiles of a scaling must be finite");
        }
        for (int i = 1; i < values.length; i++) {
            if (!(values[i] > values[i - 1] && deviates[i] > deviates[i - 1])) {
                throw new IllegalArgumentException("the quantiles of a scaling must ascend");
            }
        }
    }

    static Quantiles fit(NumberProfile profile) {
        List<Double> shares = shares(profile.sampled());
        double[] values = new double[shares.size()];
        double[] deviates = new double[values.length];
        int used = 0;
        double first = 0;
        for (int i = 0; i < values.length; i++) {
            double share = shares.get(i);
            double value =
                    i == 0 ? profile.least() : i == values.length - 1 ? profile.greatest() : profile.quantile(share);
            if (used == 0 || value > values[used - 1]) {
                values[used++] = value;
                first = share;
            }
            deviates[used - 1] = deviate((first + share) / 2); // equal quantiles lie at the middle of their ranks
        }
        return new Quantiles(Arrays.copyOf(values, used), Arrays.copyOf(deviates, used));
    }

    /** From half a rank to half a rank below all: even steps, and in the tails steps of halves, where there are so many values. */
    private static List<Double> shares(int count) {
        double end = 0.5 / count;
        SortedSet<Double> shares = new TreeSet<>();
        for (double tail = 0.5 / KNOTS; tail > end; tail /= 2) {
            shares.add(tail);
            shares.add(1 - tail);
        }
        for (int i = 1; i < KNOTS; i++) {
            shares.add(i / (double) KNOTS);
        }
        List<Double> within = new ArrayList<>(shares.subSet(end, 1 - end));
        within.remove(end);
        within.add(0, end);
        within.add(1 - end);
        return within;
    }

    /** The deviate below which a share of the standard normal distribution lies, by bisection. */
    static double deviate(double share) {
        double low = -WIDEST;
        double high = WIDEST;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (0.5 * (1 + StrictFunctions.erf(middle * ROOT_HALF)) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    @Override
    public double apply(double value) {
        return interpolate(value, values, deviates);
    }

    @Override
    public double undo(double prepared) {
        return interpolate(prepared, deviates, values);
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "to normal by %d quantiles from %.6g to %.6g",
                values.length,
                values[0],
                values[values.length - 1]);
    }

    private static double interpolate(double x, double[] from, double[] to) {
        int place = Arrays.binarySearch(from, x);
        if (place >= 0) {
            return to[place];
        }
        int right = -place - 1;
        if (right == 0 || right == from.length) {
            int end = Math.max(0, right - 1);
            double slope = (to[to.length - 1] - to[0]) / (from[from.length - 1] - from[0]);
            return to[end] + (x - from[end]) * slope;
        }
        double share = (x - from[right - 1]) / (from[right] - from[right - 1]);
        return to[right - 1] + share * (to[right] - to[right - 1]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantiles quantiles
                && Arrays.equals(values, quantiles.values)
                && Arrays.equals(deviates, quantiles.deviates);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(deviates);
    }

    @Override
    public String toString() {
        return "Quantiles[" + values.length + " from " + values[0] + " to " + values[values.length - 1] + "]";
    }
}
