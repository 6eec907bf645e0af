package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The speed of {@code score} as a user sees it: the whole program, from its start to its end, over files of 28 columns. */
@Command(
        name = "scoring",
        description = {
            "Rows a second and the most memory of 'score', run as a program over generated files of 28 numeric columns.",
            "The time is that of the whole program, its start included; published for H2O-3 3.44 on 2 cores: 0.4 to 0.5 M rows/s."
        })
final class ScoringCommand implements Callable<Integer> {
    private static final int TRAINING_ROWS = 20_000;
    private static final List<String> COLUMNS =
            List.of("format", "rows", "threads", "rowsPerSecond", "seconds", "megabytes", "peakMegabytes", "missing");

    @Mixin
    private Output output;

    @Option(names = "--rows", defaultValue = "2000000", description = "Rows to score (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Runs of each format, in turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--formats",
            split = ",",
            defaultValue = "csv,parquet",
            description = "Formats of the rows (default: ${DEFAULT-VALUE}).")
    private List<String> formats;

    @Override
    public Integer call() throws IOException {
        if (rows < 1 || rounds < 1) {
            throw new IllegalArgumentException(
                    "--rows and --rounds must be at least 1, got " + rows + " and " + rounds);
        }
        int threads =
                output.threadsOr(Runtime.getRuntime().availableProcessors()).get(0);
        Path folder = Files.createTempDirectory("scoring");
        try {
            measure(folder, threads);
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private void measure(Path folder, int threads) throws IOException {
        Path model = folder.resolve("model.hg");
        Path training = folder.resolve("train.csv");
        GeneratedRows.write(training, TRAINING_ROWS);
        must(folder, "train --hidden 64 --code 16 --epochs 3", "--data", training, "--out", model);
        Path generated = folder.resolve("rows.csv");
        GeneratedRows.write(generated, rows);
        List<Format> all = new ArrayList<>();
        for (String name : formats) {
            Path file = folder.resolve("rows." + name);
            String missing = null;
            if (!file.equals(generated)) {
                Measured written = hourglass(folder, "noise --noise gaussian:0.01", "--data", generated, "--out", file);
                missing = written.status() == 0 ? null : written.said().replace(folder + "/", "");
            }
            all.add(new Format(name, file, missing, new ArrayList<>()));
        }
        for (int round = 0; round < rounds; round++) {
            for (Format format : all) {
                if (format.missing == null) {
                    Path scores = folder.resolve("scores.csv");
                    format.runs.add(must(
                            folder,
                            "score --force --threads " + threads,
                            model,
                            "--data",
                            format.file,
                            "--out",
                            scores));
                }
            }
        }
        JsonArray table = new JsonArray();
        for (Format format : all) {
            table.add(format.row(rows, threads));
        }
        output.print("scoring", COLUMNS, table);
    }

    /** A format, the file of rows in it, why there is none, and the runs over it. */
    private record Format(String name, Path file, String missing, List<Measured> runs) {
        JsonObject row(long rows, int threads) throws IOException {
            JsonObject row = new JsonObject();
            row.addProperty("format", name);
            row.addProperty("rows", rows);
            row.addProperty("threads", threads);
            if (missing != null) {
                row.addProperty("missing", missing);
                return row;
            }
            double[] seconds =
                    runs.stream().mapToDouble(Measured::seconds).sorted().toArray();
            double median = seconds[seconds.length / 2];
            long peak = runs.stream().mapToLong(Measured::peakBytes).max().orElseThrow();
            row.addProperty("rowsPerSecond", Output.rounded(rows / median));
            row.addProperty("seconds", Output.rounded(median));
            row.addProperty("megabytes", Output.rounded(Files.size(file) / 1e6));
            row.addProperty("peakMegabytes", Output.rounded(peak / 1e6));
            return row;
        }
    }

    private static Measured must(Path folder, String verb, Object... words) throws IOException {
        return hourglass(folder, verb, words).must(verb);
    }

    private static Measured hourglass(Path folder, String verb, Object... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(verb.split(" ", -1)));
        for (Object word : words) {
            all.add(word.toString());
        }
        return Measured.hourglass(all, folder);
    }
}
