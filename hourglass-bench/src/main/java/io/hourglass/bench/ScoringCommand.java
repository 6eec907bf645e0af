package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.sink.SinkFormat;
import io.hourglass.data.sink.TableSink;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.math.RandomStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
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
    private static final int WIDTH = 28;
    private static final int FACTORS = 6;
    private static final int DECIMALS = 4;
    private static final int BATCH = 10_000;
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
        write(folder.resolve("train.csv"), TRAINING_ROWS);
        must(
                folder,
                "train",
                "--data",
                folder.resolve("train.csv").toString(),
                "--hidden",
                "64",
                "--code",
                "16",
                "--epochs",
                "3",
                "--out",
                model.toString());
        write(folder.resolve("rows.csv"), rows);
        List<Path> files = new ArrayList<>();
        List<JsonObject> results = new ArrayList<>();
        for (String format : formats) {
            Path file = folder.resolve("rows." + format);
            JsonObject row = new JsonObject();
            row.addProperty("format", format);
            row.addProperty("rows", rows);
            row.addProperty("threads", threads);
            if (!format.equals("csv")) {
                Measured converted = hourglass(
                        folder,
                        "noise",
                        "--data",
                        folder.resolve("rows.csv").toString(),
                        "--noise",
                        "gaussian:0.01",
                        "--out",
                        file.toString());
                if (converted.status() != 0) {
                    row.addProperty("missing", converted.said());
                }
            }
            files.add(file);
            results.add(row);
        }
        takeTurns(folder, threads, files, results);
        JsonArray table = new JsonArray();
        results.forEach(table::add);
        output.print("scoring", COLUMNS, table);
    }

    private void takeTurns(Path folder, int threads, List<Path> files, List<JsonObject> results) throws IOException {
        double[][] seconds = new double[files.size()][rounds];
        long[] peak = new long[files.size()];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < seconds.length; i++) {
                if (!results.get(i).has("missing")) {
                    Measured run = must(
                            folder,
                            "score",
                            folder.resolve("model.hg").toString(),
                            "--data",
                            files.get(i).toString(),
                            "--out",
                            folder.resolve("scores.csv").toString(),
                            "--force",
                            "--threads",
                            String.valueOf(threads));
                    seconds[i][round] = run.seconds();
                    peak[i] = Math.max(peak[i], run.peakBytes());
                }
            }
        }
        for (int i = 0; i < seconds.length; i++) {
            JsonObject row = results.get(i);
            if (!row.has("missing")) {
                Arrays.sort(seconds[i]);
                double median = seconds[i][rounds / 2];
                row.addProperty("rowsPerSecond", Output.rounded(rows / median));
                row.addProperty("seconds", Output.rounded(median));
                row.addProperty("megabytes", Output.rounded(Files.size(files.get(i)) / 1e6));
                row.addProperty("peakMegabytes", Output.rounded(peak[i] / 1e6));
            }
        }
    }

    /** Writes rows that a few factors make, so that there is something to learn, with four decimals. */
    static void write(Path file, long rows) throws IOException {
        RandomStream random = RandomStream.of(Chain.SEED, WIDTH);
        float[] mix = new float[FACTORS * WIDTH];
        for (int i = 0; i < mix.length; i++) {
            mix[i] = random.nextGaussian();
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < WIDTH; c++) {
            columns.add(new NumericColumn("x" + c, DECIMALS));
        }
        Schema schema = new Schema(columns);
        try (OutputStream out = Files.newOutputStream(file);
                TableSink sink = SinkFormat.CSV.open(out, false, schema, OptionalLong.of(rows))) {
            for (long done = 0; done < rows; done += BATCH) {
                sink.write(batch((int) Math.min(BATCH, rows - done), random, mix));
            }
        }
    }

    private static Batch batch(int rows, RandomStream random, float[] mix) {
        double[][] cells = new double[WIDTH][rows];
        for (int r = 0; r < rows; r++) {
            float[] factors = new float[FACTORS];
            for (int f = 0; f < FACTORS; f++) {
                factors[f] = random.nextGaussian();
            }
            for (int c = 0; c < WIDTH; c++) {
                double sum = 0.1 * (random.nextFloat() - 0.5);
                for (int f = 0; f < FACTORS; f++) {
                    sum += factors[f] * mix[f * WIDTH + c];
                }
                cells[c][r] = sum;
            }
        }
        Batch.Builder batch = Batch.builder(rows);
        for (double[] column : cells) {
            batch.numbers(column);
        }
        return batch.build();
    }

    private static Measured must(Path folder, String... words) throws IOException {
        Measured run = hourglass(folder, words);
        if (run.status() != 0) {
            throw new IOException(
                    "hourglass " + String.join(" ", words) + " ended with " + run.status() + ": " + run.said());
        }
        return run;
    }

    /** Runs the program from the clone, which is built first if it is stale. */
    private static Measured hourglass(Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Peers.here().root().resolve("hourglass").toString());
        command.addAll(List.of(words));
        command.add("--quiet");
        return Measured.run(command, folder);
    }
}
