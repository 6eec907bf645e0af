package io.hourglass.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One network and one number of threads, measured on all systems in turns: first every system makes the same {@link Turns#AGREED_STEPS}
 * updates, after which their losses must agree; then each warms up; then they take turns, so that a machine that slows down slows all
 * of them.
 *
 * @param chain the network
 * @param threads how many threads each system may compute with
 * @param rounds how many turns each has
 */
record Contest(Chain chain, int threads, int rounds) {
    /** Measures all systems; one that is missing has a row that says why. */
    List<JsonObject> hold(List<Entry> entries, Peers peers, Path folder) throws IOException {
        Path job = folder.resolve("job-" + chain.name());
        chain.job().write(job);
        List<Turns> all = new ArrayList<>();
        try {
            for (Entry entry :
                    entries.stream().filter(one -> one.takesPart(chain)).toList()) {
                Turns turns = new Turns(entry, rounds);
                all.add(turns);
                turns.attempt(() -> turns.begin(entry.start(job, threads, peers, folder)));
            }
            for (int round = 0; round < rounds; round++) {
                for (Turns turns : all) {
                    turns.attempt(turns::takeOne);
                }
            }
        } finally {
            all.forEach(Turns::close);
            Files.delete(job);
        }
        return all.stream().map(turns -> row(turns, all)).toList();
    }

    private JsonObject row(Turns turns, List<Turns> all) {
        JsonObject row = row(turns.entry());
        if (turns.missing() != null) {
            row.addProperty("missing", turns.missing());
            return row;
        }
        double roof = Double.NaN;
        for (Turns other : all) {
            boolean same = other.entry().precision().equals(turns.entry().precision());
            if (same && other.entry().system().equals(Entry.ROOF) && other.missing() == null) {
                roof = other.median();
            }
        }
        addFigures(row, turns.median(), roof, turns.finalLoss());
        return row;
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
            row.addProperty("finalLoss", Double.parseDouble(String.format(Locale.ROOT, "%.6g", loss)));
        }
    }

    private static void add(JsonObject row, String name, double value) {
        if (!Double.isNaN(value)) {
            row.addProperty(name, Output.rounded(value));
        }
    }
}
