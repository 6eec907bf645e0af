package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LengthPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How well scores tell anomalies from other rows, by ADBench's protocol, beside an isolation forest on the same rows. */
@Command(
        name = "anomaly",
        description = "How well scores find the anomalies of labelled tables, beside an isolation forest.")
final class AnomalyCommand implements Callable<Integer> {
    private static final int FEWEST = 1_000;
    private static final int MOST = 10_000;
    private static final double TRAINING = 0.7;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "DIR",
            description = "A folder of .csv.gz tables with a column 'label' that is 1 for anomalies.")
    private Path folder;

    @Option(names = "--seeds", defaultValue = "3", description = "Repeats (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--first-seed", defaultValue = "0", description = "The first one (default: ${DEFAULT-VALUE}).")
    private int firstSeed;

    @Option(names = "--only", paramLabel = "TABLE", description = "One of the tables; may be given several times.")
    private List<String> only = List.of();

    /** A table and which of its rows are anomalies. */
    private record Labelled(Schema schema, Batch rows, boolean[] anomaly) {
        Labelled pick(int[] places) {
            boolean[] picked = new boolean[places.length];
            for (int i = 0; i < places.length; i++) {
                picked[i] = anomaly[places[i]];
            }
            return new Labelled(schema, rows.pick(places), picked);
        }

        MemoryTable table() {
            return new MemoryTable(schema, List.of(rows));
        }

        double[][] numbers() {
            double[][] numbers = new double[rows.rows()][schema.width()];
            for (int c = 0; c < schema.width(); c++) {
                double[] column = rows.numbers(c);
                for (int r = 0; r < numbers.length; r++) {
                    numbers[r][c] = column[r];
                }
            }
            return numbers;
        }
    }

    @Override
    public Integer call() throws IOException {
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".csv.gz"))
                    .filter(file -> only.isEmpty() || only.contains(name(file)))
                    .sorted(Comparator.comparing(AnomalyCommand::name))
                    .toList();
        }
        JsonArray rows = new JsonArray();
        for (Path file : files) {
            rows.add(measure(file));
            System.err.println("bench: " + rows.get(rows.size() - 1));
        }
        JsonObject mean = new JsonObject();
        mean.addProperty("table", "mean");
        for (String figure : List.of("auroc", "auprc", "forestAuroc", "forestAuprc", "seconds")) {
            mean.addProperty(
                    figure,
                    Output.rounded(rows.asList().stream()
                            .mapToDouble(
                                    row -> row.getAsJsonObject().get(figure).getAsDouble())
                            .average()
                            .orElseThrow()));
        }
        rows.add(mean);
        output.print("anomaly", List.of("table", "auroc", "auprc", "forestAuroc", "forestAuprc", "seconds"), rows);
        return 0;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".csv.gz", "");
    }

    private JsonObject measure(Path file) {
        MemoryTable all = MemoryTable.copyOf(DataSource.open(file.toString(), SourceOptions.defaults()));
        Labelled labelled = labelled(all.schema(), all.joined());
        double[] sums = new double[5];
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
            Random random = new Random(seed);
            Labelled sized = sized(labelled, random);
            List<Labelled> split = split(sized, random);
            long start = System.nanoTime();
            Hourglass model = Hourglass.training(
                            split.get(0).table(),
                            HourglassPlan.defaults()
                                    .withLength(LengthPlan.defaults().withEpochs(1))
                                    .withSeed(seed))
                    .run();
            double[] scores = scores(model.score(split.get(1).table()));
            sums[4] += (System.nanoTime() - start) / 1e9;
            IsolationForest forest = new IsolationForest(split.get(0).numbers(), seed);
            double[] others = Arrays.stream(split.get(1).numbers())
                    .mapToDouble(forest::score)
                    .toArray();
            sums[0] += 100 * auroc(scores, split.get(1).anomaly);
            sums[1] += 100 * auprc(scores, split.get(1).anomaly);
            sums[2] += 100 * auroc(others, split.get(1).anomaly);
            sums[3] += 100 * auprc(others, split.get(1).anomaly);
        }
        JsonObject row = new JsonObject();
        row.addProperty("table", name(file));
        String[] names = {"auroc", "auprc", "forestAuroc", "forestAuprc", "seconds"};
        for (int i = 0; i < names.length; i++) {
            row.addProperty(names[i], Output.rounded(sums[i] / seeds));
        }
        return row;
    }

    private static double[] scores(Table scored) {
        return MemoryTable.copyOf(scored).joined().numbers(1);
    }

    private static Labelled labelled(Schema schema, Batch rows) {
        int label = schema.index("label");
        boolean[] anomaly = new boolean[rows.rows()];
        for (int r = 0; r < anomaly.length; r++) {
            anomaly[r] = rows.numbers(label)[r] == 1;
        }
        Schema inputs = schema.without(List.of("label"));
        int[] places = inputs.names().stream().mapToInt(schema::index).toArray();
        return new Labelled(inputs, rows.select(places), anomaly);
    }

    private static Labelled sized(Labelled all, Random random) {
        int rows = all.anomaly.length;
        if (rows < FEWEST) {
            return all.pick(random.ints(FEWEST, 0, rows).toArray());
        }
        return rows > MOST
                ? all.pick(Arrays.copyOf(shuffled(IntStream.range(0, rows).toArray(), random), MOST))
                : all;
    }

    private static int[] shuffled(int[] places, Random random) {
        List<Integer> list = new ArrayList<>(Arrays.stream(places).boxed().toList());
        Collections.shuffle(list, random);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Labelled> split(Labelled all, Random random) {
        List<Integer> training = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        for (boolean anomaly : new boolean[] {false, true}) {
            int[] places = shuffled(
                    IntStream.range(0, all.anomaly.length)
                            .filter(r -> all.anomaly[r] == anomaly)
                            .toArray(),
                    random);
            int cut = (int) Math.round(TRAINING * places.length);
            for (int i = 0; i < places.length; i++) {
                (i < cut ? training : test).add(places[i]);
            }
        }
        Collections.shuffle(training, random);
        return List.of(
                all.pick(training.stream().mapToInt(Integer::intValue).toArray()),
                all.pick(test.stream().mapToInt(Integer::intValue).toArray()));
    }

    private static double auroc(double[] scores, boolean[] anomaly) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(r -> scores[r]));
        double ranks = 0;
        long positive = 0;
        for (int i = 0; i < order.length; ) {
            int j = i;
            while (j < order.length && scores[order[j]] == scores[order[i]]) {
                j++;
            }
            for (int k = i; k < j; k++) {
                if (anomaly[order[k]]) {
                    ranks += (i + j + 1) / 2.0;
                    positive++;
                }
            }
            i = j;
        }
        long negative = scores.length - positive;
        return (ranks - positive * (positive + 1) / 2.0) / ((double) positive * negative);
    }

    private static double auprc(double[] scores, boolean[] anomaly) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(r -> -scores[r]));
        double area = 0;
        long found = 0;
        long before = 0;
        long positive =
                IntStream.range(0, anomaly.length).filter(r -> anomaly[r]).count();
        for (int i = 0; i < order.length; ) {
            int j = i;
            while (j < order.length && scores[order[j]] == scores[order[i]]) {
                found += anomaly[order[j]] ? 1 : 0;
                j++;
            }
            area += (found - before) / (double) positive * found / j;
            before = found;
            i = j;
        }
        return area;
    }
}
