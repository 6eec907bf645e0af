package io.hourglass.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times several pieces of work in alternating rounds, so that a machine that slows down slows all of them: first until the JVM has
 * compiled them, then for the record.
 */
final class Rounds {
    private static final long WARM_UP_NANOS = 1_500_000_000L;
    private static final long ROUND_NANOS = 100_000_000L;
    private static final int ROUNDS = 15;

    private final Map<String, Runnable> work = new LinkedHashMap<>();

    /** What one piece took: the median and the extremes over the rounds, in microseconds a run. */
    record Time(double median, double least, double greatest) {}

    /** Adds a piece of work. */
    Rounds add(String name, Runnable piece) {
        work.put(name, piece);
        return this;
    }

    /** Times all pieces. */
    Map<String, Time> measure() {
        work.values().forEach(piece -> runFor(piece, WARM_UP_NANOS));
        Map<String, double[]> times = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            int place = round;
            work.forEach((name, piece) ->
                    times.computeIfAbsent(name, key -> new double[ROUNDS])[place] = runFor(piece, ROUND_NANOS));
        }
        Map<String, Time> result = new LinkedHashMap<>();
        times.forEach((name, values) -> {
            Arrays.sort(values);
            result.put(name, new Time(values[ROUNDS / 2], values[0], values[ROUNDS - 1]));
        });
        return result;
    }

    /** Microseconds a run, over as many runs as fit. */
    private static double runFor(Runnable piece, long nanos) {
        long start = System.nanoTime();
        long runs = 0;
        long spent;
        do {
            piece.run();
            runs++;
            spent = System.nanoTime() - start;
        } while (spent < nanos);
        return spent / 1e3 / runs;
    }
}
