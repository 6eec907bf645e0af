package io.hourglass.words;

import java.util.Locale;

/** Numbers as people read them. */
public final class Words {
    private static final double SMALL = 1e-4;
    private static final double LARGE = 1e7;

    private Words() {}

    /** For instance {@code 12,000}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number and its unit, for instance {@code 1 row} or {@code 12,000 rows}. */
    public static String count(long number, String unit) {
        return count(number) + " " + unit + (number == 1 ? "" : "s");
    }

    /** Four significant digits, for instance {@code 0.01234} or {@code 1.234e-05}; a dash where there is no number. */
    public static String figure(double number) {
        if (!Double.isFinite(number)) {
            return "-";
        }
        if (number == 0) {
            return "0";
        }
        double size = Math.abs(number);
        if (size < SMALL || size >= LARGE) {
            return String.format(Locale.ROOT, "%.3e", number);
        }
        int decimals = 3;
        for (double unit = 10; size >= unit && decimals > 0; unit *= 10) {
            decimals--;
        }
        for (double unit = 1; size < unit; unit /= 10) {
            decimals++;
        }
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    /** A share in percent, for instance {@code 93.2 %}. */
    public static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** For instance {@code 4.2 s}, {@code 1 min 5 s} or {@code 2 h 46 min}. */
    public static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
