package io.hourglass.cli;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** How fast units get done and how long the rest will take at the mean pace so far. */
final class Pace {
    private static final double NANOS = 1e9;

    private final long total;
    private final String unit;
    private final LongSupplier nanoTime;
    private final long start;
    private final LongAdder done = new LongAdder();

    /**
     * @param total how many units there are to do, at least 1
     * @param unit the unit's name in the plural
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    Pace(long total, String unit, LongSupplier nanoTime) {
        this.total = total;
        this.unit = unit;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    long total() {
        return total;
    }

    void advance(long units) {
        done.add(units);
    }

    /** For instance {@code 1 min 5 s left, 12,000 rows/s}; empty before anything is done. */
    String words() {
        long count = done.sum();
        double seconds = (nanoTime.getAsLong() - start) / NANOS;
        if (count == 0 || seconds <= 0) {
            return "";
        }
        double rate = count / seconds;
        String number = rate < 10 ? "%.1f" : "%,.0f";
        String speed = String.format(Locale.ROOT, number + " %s/s", rate, unit);
        return count >= total ? speed : duration(Math.round((total - count) / rate)) + " left, " + speed;
    }

    private static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
