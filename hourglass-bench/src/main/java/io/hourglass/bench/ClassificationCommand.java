package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.JoinedTable;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.label.LabelPlan;
import io.hourglass.math.RandomStream;
import io.hourglass.measure.Estimate;
import io.hourglass.measure.Figures;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.training.EpochReport;
import io.hourglass.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Labels told by models of default settings, beside the same network without pre-training, with intervals. */
@Command(
        name = "classification",
        description = "Accuracy on Fashion-MNIST, with all labels and with few, and on Adult.")
final class ClassificationCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "case",
            "labels",
            "pretraining",
            "accuracy",
            "low",
            "high",
            "balancedAccuracy",
            "logLoss",
            "ece",
            "seconds");

    private static final int DRAWS = 3;
    /** Where the state of a training is kept; cases over the same rows share their first part, which is the same. */
    private static final String CHECKPOINT = "checkpoint.hgc";

    /** Of Fashion-MNIST. */
    private static final int CLASSES = 10;

    @Parameters(paramLabel = "DIR", description = "A folder that holds fashion-mnist and adult.")
    private Path folder;

    @Option(names = "--only", paramLabel = "CASE", description = "One of the cases; may be given several times.")
    private List<String> only = List.of();

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description = "Keeps the state of every training here, so that a run that was cut short goes on.")
    private Path checkpoints;

    @Option(names = "--labels", defaultValue = "1000", description = "How many are few (default: ${DEFAULT-VALUE}).")
    private int few;

    @Option(names = "--precision", defaultValue = "f32", description = "f32 or bf16 (default: ${DEFAULT-VALUE}).")
    private String precision;

    @Mixin
    private Output output;

    /** What is measured: a name, which data, how many labels (0 for all), which draw of them, and whether after pre-training. */
    private record Case(String name, boolean images, boolean few, int draw, boolean pretraining) {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("adult", false, false, 0, true));
        cases.add(new Case("fashion", true, false, 0, true));
        for (int draw = 1; draw <= DRAWS; draw++) {
            cases.add(new Case("fashion-few-" + draw, true, true, draw, true));
            cases.add(new Case("fashion-few-" + draw + "-scratch", true, true, draw, false));
        }
        return cases;
    }

    @Override
    public Integer call() throws IOException {
        JsonArray rows = new JsonArray();
        Map<String, List<Double>> groups = new HashMap<>();
        for (Case each : SideBySideCommand.chosen(cases(), Case::name, only, "--only")) {
            System.err.println("bench: " + each.name);
            JsonObject row = measure(each);
            rows.add(row);
            if (each.few) {
                groups.computeIfAbsent(row.get("pretraining").getAsString(), key -> new ArrayList<>())
                        .add(row.get("accuracy").getAsDouble());
            }
        }
        groups.forEach((pretraining, all) -> rows.add(mean(pretraining, all)));
        output.print("classification", COLUMNS, rows);
        return 0;
    }

    private JsonObject mean(String pretraining, List<Double> all) {
        JsonObject row = new JsonObject();
        row.addProperty("case", "fashion-few, mean of " + all.size());
        row.addProperty("labels", few);
        row.addProperty("pretraining", pretraining);
        double sum = all.stream().mapToDouble(Double::doubleValue).sum();
        row.addProperty("accuracy", Output.rounded(sum / all.size()));
        return row;
    }

    private JsonObject measure(Case each) throws IOException {
        Table training = each.images ? images("train", each) : adult("adult-train.csv.gz");
        Table test = each.images ? images("t10k", null) : adult("adult-test.csv.gz");
        HourglassPlan plan = HourglassPlan.defaults();
        if (each.images) {
            plan = plan.withNetwork(plan.network().withConvolution(Convolution.fitting()));
        }
        LabelPlan label = LabelPlan.of(each.images ? "label" : "income");
        try (Engine engine = Engines.open(Engines.AUTO, output.threadsOrAll(), line -> {})) {
            HourglassTraining set = Hourglass.training(training, plan)
                    .engine(engine)
                    .precision(Precision.valueOf(precision.toUpperCase(Locale.ROOT)))
                    .listener(new Told())
                    .label(each.pretraining ? label : label.withoutPretraining());
            Optional<Path> kept = kept(each);
            kept.ifPresent(at -> set.checkpoints(at, true));
            Hourglass model = set.run();
            if (kept.isPresent() && each.images && each.pretraining) {
                Path shared = checkpoints.resolve("fashion-shared.hgc");
                if (!Files.exists(shared)) {
                    Files.copy(kept.get().resolve(CHECKPOINT), shared);
                }
            }
            Figures figures = model.judge(test, System.err::println);
            return row(each, model, figures);
        }
    }

    /** The folder of a case's checkpoints; it begins with the first part of another case that has the same. */
    private Optional<Path> kept(Case each) throws IOException {
        if (checkpoints == null) {
            return Optional.empty();
        }
        Path own = Files.createDirectories(checkpoints.resolve(each.name));
        Path shared = checkpoints.resolve("fashion-shared.hgc");
        if (each.images && each.pretraining && Files.exists(shared) && !Files.exists(own.resolve(CHECKPOINT))) {
            Files.copy(shared, own.resolve(CHECKPOINT));
        }
        return Optional.of(own);
    }

    private JsonObject row(Case each, Hourglass model, Figures figures) {
        JsonObject row = new JsonObject();
        row.addProperty("case", each.name);
        row.addProperty(
                "labels",
                model.classifier().orElseThrow().told().rows().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        row.addProperty("pretraining", each.pretraining ? "yes" : "no");
        Estimate accuracy = figures.figure("accuracy");
        row.addProperty("accuracy", Output.rounded(accuracy.value()));
        row.addProperty("low", Output.rounded(accuracy.low()));
        row.addProperty("high", Output.rounded(accuracy.high()));
        for (String name : List.of("balancedAccuracy", "logLoss", "ece")) {
            row.addProperty(name, Output.rounded(figures.figure(name).value()));
        }
        row.addProperty("seconds", Output.rounded(seconds(model, each.pretraining)));
        return row;
    }

    private Table adult(String file) {
        return DataSource.open(folder.resolve("adult").resolve(file).toString(), SourceOptions.defaults());
    }

    private Table images(String part, Case each) {
        Path data = folder.resolve("fashion-mnist");
        SourceOptions options = SourceOptions.defaults().withLabels(data.resolve(part + "-labels-idx1-ubyte.gz"));
        Table all = DataSource.open(data.resolve(part + "-images-idx3-ubyte.gz").toString(), options);
        return each == null || !each.few ? all : sparse(all, each.draw);
    }

    /** The same rows with few of their labels: as many of each class, drawn at random. */
    private Table sparse(Table all, int draw) {
        String[] labels =
                MemoryTable.copyOf(all.select(List.of("label"))).joined().texts(0);
        Map<String, Integer> left = new HashMap<>();
        String[] kept = new String[labels.length];
        for (int row : RandomStream.of(draw).permutation(kept.length)) {
            if (left.merge(labels[row], 1, Integer::sum) <= few / CLASSES) {
                kept[row] = labels[row];
            }
        }
        MemoryTable column = new MemoryTable(
                new Schema(List.of(new CategoricalColumn("label"))),
                List.of(Batch.builder(kept.length).texts(kept).build()));
        return new JoinedTable(all.without(List.of("label")), column);
    }

    /** What pre-training and the training of the head that was kept took, earlier runs included. */
    private static double seconds(Hourglass model, boolean pretraining) {
        double head = model.classifier().orElseThrow().told().history().seconds();
        return pretraining ? model.history().seconds() + head : head;
    }

    /** Tells how a training goes. */
    private static final class Told implements TrainingListener {
        @Override
        public void epochEnded(EpochReport report) {
            System.err.printf(
                    Locale.ROOT,
                    "  epoch %d: loss %.5f, validation %.5f, %.0f s%n",
                    report.epoch(),
                    report.loss(),
                    report.validationLoss(),
                    report.seconds());
        }
    }
}
