package io.hourglass.bench;

import java.io.IOException;
import java.util.Arrays;

/** One system's part in a contest: what it took in each round, or why it could not take part. */
final class Turns implements AutoCloseable {
    /** The updates after which losses are compared: the last {@link #JUDGED_STEPS} of them, one pass over the batches, count. */
    static final int AGREED_STEPS = 96;

    static final int JUDGED_STEPS = 16;
    private static final double WARM_UP_MICROS = 2.5e6;
    private static final int WARM_UP_PARTS = 5;

    private final Entry entry;
    private final double[] micros;
    private Child child;
    private String missing;
    private double finalLoss = Double.NaN;
    private int stepsPerRound;
    private int round;

    Turns(Entry entry, int rounds) {
        this.entry = entry;
        this.micros = new double[rounds];
    }

    /** What may fail because a system's JVM ended. */
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    /** Does a part of the contest; a system that failed once is left out from then on. */
    void attempt(Attempt attempt) {
        if (missing == null) {
            try {
                attempt.run();
            } catch (IOException failure) {
                missing = failure.getMessage();
            }
        }
    }

    /** Makes the updates that all systems make, then as many more as it takes until the JVM has compiled what it runs. */
    void begin(Child system) throws IOException {
        child = system;
        missing = child.missing();
        if (missing != null) {
            return;
        }
        child.train(AGREED_STEPS - JUDGED_STEPS);
        Child.Answer judged = child.train(JUDGED_STEPS);
        finalLoss = judged.loss();
        double step = judged.micros();
        for (double spent = 0; spent < WARM_UP_MICROS; ) {
            int count = steps(Math.max(entry.roundMicros(), WARM_UP_MICROS / WARM_UP_PARTS), step);
            step = child.train(count).micros();
            spent += step * count;
        }
        stepsPerRound = steps(entry.roundMicros(), step);
    }

    private static int steps(double within, double step) {
        return (int) Math.max(1, Math.round(within / step));
    }

    /** Takes its turn in the next round. */
    void takeOne() throws IOException {
        micros[round] = child.train(stepsPerRound).micros();
        round++;
    }

    Entry entry() {
        return entry;
    }

    /** Why there are no figures; null if there are. */
    String missing() {
        return missing;
    }

    /** Microseconds a step. */
    double median() {
        double[] sorted = micros.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The mean loss of the agreed updates' last pass; NaN for a system without one. */
    double finalLoss() {
        return finalLoss;
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
    }
}
