package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.measure.Ranking;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LengthPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How well scores tell anomalies from other rows, by ADBench's protocol, beside an isolation forest on the same rows. */
@Command(
        name = "anomaly",
        description = "How well scores find the anomalies of labelled tables, beside an isolation forest.")
final class AnomalyCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;
    private static final List<String> FIGURES = List.of("auroc", "auprc", "forestAuroc", "forestAuprc", "seconds");
    private static final List<String> COLUMNS =
            List.of("table", "auroc", "auprc", "forestAuroc", "forestAuprc", "seconds");
    private static final String ENDING = ".csv.gz";

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "DIR",
            description = "A folder of .csv.gz tables of numbers with a column 'label' that is 1 for anomalies.")
    private Path folder;

    @Option(names = "--seeds", defaultValue = "3", description = "Repeats (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--first-seed", defaultValue = "0", description = "The first of them (default: ${DEFAULT-VALUE}).")
    private int firstSeed;

    @Option(names = "--only", paramLabel = "TABLE", description = "One of the tables; may be given several times.")
    private List<String> only = List.of();

    @Override
    public Integer call() throws IOException {
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        JsonArray rows = new JsonArray();
        for (Path file : SideBySideCommand.chosen(files, AnomalyCommand::name, only, "--only")) {
            System.err.println("bench: " + name(file));
            rows.add(row(name(file), measured(LabelledRows.read(file))));
        }
        double[] means = FIGURES.stream()
                .mapToDouble(figure -> rows.asList().stream()
                        .mapToDouble(row -> row.getAsJsonObject().get(figure).getAsDouble())
                        .average()
                        .orElseThrow())
                .toArray();
        rows.add(row("mean", means));
        output.print("anomaly", COLUMNS, rows);
        return 0;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(ENDING, "");
    }

    private static JsonObject row(String table, double[] figures) {
        JsonObject row = new JsonObject();
        row.addProperty("table", table);
        for (int i = 0; i < figures.length; i++) {
            row.addProperty(FIGURES.get(i), Output.rounded(figures[i]));
        }
        return row;
    }

    /** Means over the seeds, areas in percent. */
    private double[] measured(LabelledRows all) {
        double[] sums = new double[FIGURES.size()];
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
            Random random = new Random(seed);
            List<LabelledRows> parts = all.sized(random).split(random);
            LabelledRows training = parts.get(0);
            LabelledRows test = parts.get(1);
            long start = System.nanoTime();
            double[] scores = scores(training, test, seed);
            sums[4] += (System.nanoTime() - start) / NANOS / seeds;
            IsolationForest forest = new IsolationForest(training.numbers(), seed);
            double[] others =
                    Arrays.stream(test.numbers()).mapToDouble(forest::score).toArray();
            add(new Ranking(scores, test.anomaly()), sums, 0);
            add(new Ranking(others, test.anomaly()), sums, 2);
        }
        return sums;
    }

    private void add(Ranking ranking, double[] sums, int at) {
        sums[at] += 100 * ranking.auroc().value() / seeds;
        sums[at + 1] += 100 * ranking.auprc().value() / seeds;
    }

    /** The model itself is trained for one epoch: scores are its detector's, and do not depend on it. */
    private static double[] scores(LabelledRows training, LabelledRows test, int seed) {
        HourglassPlan plan = HourglassPlan.defaults()
                .withLength(LengthPlan.defaults().withEpochs(1))
                .withSeed(seed);
        Hourglass model = Hourglass.training(training.table(), plan).run();
        return MemoryTable.copyOf(model.score(test.table())).joined().numbers(1);
    }
}
