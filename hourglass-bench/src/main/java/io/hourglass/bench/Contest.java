package io.hourglass.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One network and one number of threads, measured on all systems in turns: first every system makes the same {@link #AGREED_STEPS}
 * updates, after which their losses must agree; then each warms up; then they take turns, so that a machine that slows down slows all
 * of them.
 *
 * @param chain the network
 * @param threads how many threads each system may compute with
 * @param rounds how many turns each has
 */
record Contest(Chain chain, int threads, int rounds) {
    /** The updates after which losses are compared: the last {@link #JUDGED_STEPS} of them count. */
    static final int AGREED_STEPS = 96;

    static final int JUDGED_STEPS = 16;
    private static final double WARM_UP_MICROS = 2.5e6;
    private static final double ROUND_MICROS = 0.25e6;

    /** A system that takes part. */
    private static final class Part implements AutoCloseable {
        private final Entry entry;
        private final Child child;
        private final double[] micros;
        private double finalLoss;
        private int stepsPerRound;

        Part(Entry entry, Child child, int rounds) {
            this.entry = entry;
            this.child = child;
            this.micros = new double[rounds];
        }

        void warmUp() {
            child.train(AGREED_STEPS - JUDGED_STEPS);
            Child.Answer judged = child.train(JUDGED_STEPS);
            finalLoss = judged.loss();
            double step = judged.micros();
            for (double spent = 0; spent < WARM_UP_MICROS; ) {
                int count = steps(WARM_UP_MICROS / 5, step);
                step = child.train(count).micros();
                spent += step * count;
            }
            stepsPerRound = steps(ROUND_MICROS, step);
        }

        private static int steps(double within, double step) {
            return (int) Math.max(1, Math.round(within / step));
        }

        double median() {
            double[] sorted = micros.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }

        @Override
        public void close() {
            child.close();
        }
    }

    /** Measures all systems; one that is missing has a row that says why. */
    List<JsonObject> hold(List<Entry> entries, Peers peers, Path folder) throws IOException {
        Path job = folder.resolve("job-" + chain.name());
        chain.job().write(job);
        List<Part> parts = new ArrayList<>();
        String[] reasons = new String[entries.size()];
        try {
            for (int i = 0; i < reasons.length; i++) {
                try {
                    Child child = entries.get(i).start(job, threads, peers, folder);
                    reasons[i] = child.missing();
                    parts.add(new Part(entries.get(i), child, rounds));
                    if (reasons[i] == null) {
                        parts.get(parts.size() - 1).warmUp();
                    }
                } catch (IOException failure) {
                    reasons[i] = failure.getMessage();
                }
            }
            List<Part> present =
                    parts.stream().filter(part -> part.stepsPerRound > 0).toList();
            for (int round = 0; round < rounds; round++) {
                for (Part part : present) {
                    part.micros[round] = part.child.train(part.stepsPerRound).micros();
                }
            }
            return rows(entries, reasons, present);
        } finally {
            parts.forEach(Part::close);
        }
    }

    private List<JsonObject> rows(List<Entry> entries, String[] reasons, List<Part> present) {
        List<JsonObject> rows = new ArrayList<>();
        for (int i = 0; i < reasons.length; i++) {
            Entry entry = entries.get(i);
            JsonObject row = row(entry);
            rows.add(row);
            if (reasons[i] != null) {
                row.addProperty("missing", reasons[i]);
                continue;
            }
            Part part = part(present, entry.system(), entry.precision());
            Part roof = part(present, Entry.ROOF, entry.precision());
            addFigures(row, part.median(), roof == null ? Double.NaN : roof.median(), part.finalLoss);
        }
        return rows;
    }

    private static Part part(List<Part> present, String system, String precision) {
        return present.stream()
                .filter(part -> part.entry.system().equals(system)
                        && part.entry.precision().equals(precision))
                .findFirst()
                .orElse(null);
    }

    /** What is measured, before the figures. */
    JsonObject row(Entry entry) {
        JsonObject row = new JsonObject();
        row.addProperty("network", chain.name());
        row.addProperty("batch", chain.batch());
        row.addProperty("system", entry.system());
        row.addProperty("precision", entry.precision());
        row.addProperty("threads", threads);
        return row;
    }

    /**
     * Adds what a step's time comes to; what is not a number is left out.
     *
     * @param roof the time of the roof; the ratio is the share of it that is reached
     */
    void addFigures(JsonObject row, double micros, double roof, double loss) {
        add(row, "microsPerStep", micros);
        add(row, "rowsPerSecond", chain.batch() / micros * 1e6);
        add(row, "gflops", chain.operations() / micros / 1e3);
        add(row, "ratioToRoof", roof / micros);
        if (!Double.isNaN(loss)) {
            row.addProperty("finalLoss", Double.parseDouble(String.format(java.util.Locale.ROOT, "%.6g", loss)));
        }
    }

    private static void add(JsonObject row, String name, double value) {
        if (!Double.isNaN(value)) {
            row.addProperty(name, Output.rounded(value));
        }
    }
}
