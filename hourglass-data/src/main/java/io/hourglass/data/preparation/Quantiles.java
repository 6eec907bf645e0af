package io.hourglass.data.preparation;

import io.hourglass.math.StrictFunctions;
import java.util.Arrays;
import java.util.Locale;

/**
 * Maps a column's quantiles to those of the standard normal distribution, linearly between them and on beyond the last.
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
        for (int i = 1; i < values.length; i++) {
            if (!(values[i] > values[i - 1] && deviates[i] > deviates[i - 1])) {
                throw new IllegalArgumentException("the quantiles of a scaling must ascend");
            }
        }
    }

    static Quantiles fit(NumberProfile profile) {
        double[] values = new double[KNOTS + 1];
        double[] deviates = new double[KNOTS + 1];
        int used = 0;
        int tied = 0;
        double shares = 0;
        for (int i = 0; i <= KNOTS; i++) {
            double value =
                    i == 0 ? profile.least() : i == KNOTS ? profile.greatest() : profile.quantile(i / (double) KNOTS);
            double share = Math.min(Math.max(i, 0.5), KNOTS - 0.5) / KNOTS;
            if (used > 0 && value <= values[used - 1]) {
                shares += share; // equal quantiles share the middle of their ranks
                tied++;
            } else {
                used++;
                tied = 1;
                shares = share;
            }
            values[used - 1] = value;
            deviates[used - 1] = deviate(shares / tied);
        }
        return new Quantiles(Arrays.copyOf(values, used), Arrays.copyOf(deviates, used));
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
        int right = Math.max(1, Math.min(from.length - 1, -place - 1));
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
