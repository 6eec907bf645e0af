package io.hourglass;

import io.hourglass.data.preparation.Scale;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.engine.JavaEngine;
import io.hourglass.file.Hashing;
import io.hourglass.label.LabelPlan;
import io.hourglass.network.ActivationFunction;
import io.hourglass.plan.CodePlan;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.plan.Likelihood;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.Norm;
import io.hourglass.training.EpochReport;
import io.hourglass.use.Scoring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model file that is kept, with the data it was trained on, rows to use it on, and what it makes of them, bit by bit.
 *
 * @param name of its files
 * @param data the name and extension of its data, with those of another model where they are the same
 * @param plan what it was trained by
 * @param label what is told of its rows; empty for nothing
 */
record GoldenModel(String name, String data, HourglassPlan plan, Optional<LabelPlan> label) {
    static final Path FOLDER = Path.of("src/test/resources/golden");

    private static final LengthPlan THOROUGH =
            LengthPlan.defaults().withEpochs(12).withBatch(16);

    /** Short, in batches that two threads share where there is a hidden layer of {@link #WIDE}, the last one smaller. */
    private static final LengthPlan SHORT = LengthPlan.defaults().withEpochs(3).withBatch(200);

    private static final int WIDE = 64;
    private static final String DETECTOR = "detector";

    /** Numbers, an instant, a truth value, a category of few levels, one of so many that they are embedded, and a constant. */
    static final GoldenModel MIXED = new GoldenModel(
            "model", "model.csv", plan(NetworkPlan.defaults().withCode(4).withHidden(6)));

    /** Images of 6 x 6 pixels. */
    static final GoldenModel PIXELS = new GoldenModel(
            "pixels", "pixels.idx", plan(NetworkPlan.defaults().withCode(3).withHidden(12)));

    /** Quantiles, running averages, a tied decoder and a code with a distribution. */
    static final GoldenModel NUMBERS = new GoldenModel(
            "numbers",
            "numbers.csv",
            plan(new NetworkPlan(
                            Optional.of(2),
                            Optional.of(List.of(8)),
                            ActivationFunction.TANH,
                            Optional.empty(),
                            true,
                            NetworkPlan.Regularity.none().withDropout(0.1f).withNorm(Norm.BATCH)))
                    .withKind(KindPlan.of("variational"))
                    .withScale(Scale.QUANTILE));

    /** Images of 6 x 6 pixels through convolutions that halve them twice, to a side that two does not divide. */
    static final GoldenModel CONVOLUTIONS = new GoldenModel(
            "convolutions",
            "convolutions.idx",
            plan(NetworkPlan.defaults()
                    .withConvolution(Convolution.of(3, 4))
                    .withCode(3)
                    .withHidden(5)));

    GoldenModel(String name, String data, HourglassPlan plan) {
        this(name, data, plan, Optional.empty());
    }

    static List<GoldenModel> all() {
        CodePlan usual = CodePlan.usual();
        return List.of(
                MIXED,
                PIXELS,
                NUMBERS,
                CONVOLUTIONS,
                of(DETECTOR, "model.csv", KindPlan.plain()),
                new GoldenModel(
                        "told",
                        "model.csv",
                        plan(NetworkPlan.defaults().withCode(4).withHidden(6)),
                        Optional.of(LabelPlan.of("species").withBalance())),
                new GoldenModel(
                        "told-number",
                        "numbers.csv",
                        plan(NetworkPlan.defaults().withCode(3).withHidden(6)),
                        Optional.of(LabelPlan.of("steps"))),
                of("codebook", "pixels.idx", KindPlan.of("vq+masked").withCode(usual.withCodebook(9))),
                of("kept", "model.csv", KindPlan.of("batch-topk+denoising").withCode(usual.withK(2))),
                of("bits", "model.csv", KindPlan.of("binary")),
                of("rate", "model.csv", KindPlan.of("sparse").withCode(usual.withRho(0.2f))),
                of("slope", "numbers.csv", KindPlan.of("contractive")),
                of("prior", "pixels.idx", KindPlan.of("adversarial")),
                of(
                        "logistic",
                        "pixels.idx",
                        KindPlan.of("variational")
                                .withLikelihood(Likelihood.DISCRETISED_LOGISTIC)
                                .withCode(new CodePlan(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        0.1f,
                                        20))));
    }

    /** One of another kind, with a code of four numbers. */
    private static GoldenModel of(String name, String data, KindPlan kind) {
        return new GoldenModel(
                name,
                data,
                plan(NetworkPlan.defaults().withCode(4).withHidden(6)).withKind(kind));
    }

    private static HourglassPlan plan(NetworkPlan network) {
        return HourglassPlan.defaults().withNetwork(network);
    }

    Path file() {
        return FOLDER.resolve(name + "-v1.hg");
    }

    Path expectedResults() {
        return FOLDER.resolve(name + "-v1-results.txt");
    }

    Hourglass open() {
        return Hourglass.open(file());
    }

    private Hourglass trained(HourglassPlan how, int threads, boolean detects) {
        Table training = DataSource.open(data("training"), SourceOptions.defaults());
        try (Engine engine = new JavaEngine(threads)) {
            HourglassTraining setUp = Hourglass.training(training, how).engine(engine);
            label.ifPresent(setUp::label);
            if (!detects) {
                setUp.scoreByModel();
            }
            return setUp.run();
        }
    }

    String data(String part) {
        int dot = data.indexOf('.');
        return FOLDER.resolve(data.substring(0, dot) + "-" + part + data.substring(dot))
                .toString();
    }

    /** The rows that the model is used on, with levels that training did not see and missing cells. */
    Table rows(Hourglass model) {
        return DataSource.open(data("rows"), SourceOptions.defaults(), model.schema());
    }

    /** The SHA-256 of what three epochs of a wider network come to: weights, state and losses. */
    String trainingDigest(int threads) {
        NetworkPlan wider = plan.network().withHidden(WIDE);
        Hourglass model = trained(plan.withNetwork(wider).withLength(SHORT), threads, false);
        StringBuilder text = new StringBuilder();
        text.append(floatBits(model.autoencoder().weights()));
        text.append(floatBits(model.autoencoder().state()));
        model.classifier().ifPresent(each -> {
            text.append(floatBits(each.predictor().weights()))
                    .append(bits(each.told().temperature()));
        });
        for (EpochReport epoch : model.history().epochs()) {
            text.append(bits(epoch.loss())).append(bits(epoch.validationLoss()));
        }
        return digest(List.of(text.toString()));
    }

    /** What every verb makes of the rows, a line each: floats and doubles by their bits, cells as they are written. */
    List<String> results(Hourglass model) {
        List<String> lines = new ArrayList<>();
        float[] prepared = prepared(model);
        int width = model.preparation().width();
        float[] codes = model.autoencoder().encode(prepared);
        float[] outputs = model.autoencoder().decode(codes);
        addRows(lines, "prepared", prepared, width);
        addRows(lines, "code", codes, model.autoencoder().spec().codeWidth());
        addRows(lines, "output", outputs, model.autoencoder().spec().outputWidth());
        addTable(lines, "encoded", model.encode(rows(model)));
        addTable(lines, "decoded", model.decode(model.encode(rows(model))));
        addTable(lines, "reconstructed", model.reconstruct(rows(model)));
        model.classifier().ifPresent(each -> {
            addTable(lines, "classified", model.classify(rows(model)));
            double[] told = each.label().isNumber() ? each.numbers(codes) : each.probabilities(codes);
            int answers = each.label().outputs();
            for (int at = 0; at < told.length; at += answers) {
                StringBuilder line = new StringBuilder("told");
                for (int i = at; i < at + answers; i++) {
                    line.append(' ').append(bits(told[i]));
                }
                lines.add(line.toString());
            }
        });
        Table scored = model.score(rows(model), Scoring.usual().explained());
        addTable(lines, "scored", scored);
        try (Cursor cursor = scored.open()) {
            for (double score : cursor.next().numbers(1)) {
                lines.add("score " + bits(score));
            }
        }
        return lines;
    }

    private float[] prepared(Hourglass model) {
        try (Cursor cursor = rows(model).open()) {
            Batch batch = cursor.next();
            return model.preparation().apply(batch, new Unseen());
        }
    }

    private static void addRows(List<String> lines, String name, float[] values, int width) {
        for (int r = 0; r < values.length / width; r++) {
            StringBuilder line = new StringBuilder(name);
            for (int i = r * width; i < (r + 1) * width; i++) {
                line.append(' ').append(floatBits(values[i]));
            }
            lines.add(line.toString());
        }
    }

    private static void addTable(List<String> lines, String name, Table table) {
        SampleTables.lines(table).forEach(line -> lines.add(name + " " + line));
    }

    private static String floatBits(float... values) {
        StringBuilder text = new StringBuilder();
        for (float value : values) {
            text.append(String.format("%08x", Float.floatToRawIntBits(value)));
        }
        return text.toString();
    }

    private static String bits(double value) {
        return String.format("%016x", Double.doubleToRawLongBits(value));
    }

    static String digest(List<String> lines) {
        return Hashing.sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** The lines that are kept: what three epochs come to, then the results. */
    List<String> kept() {
        try {
            return Files.readAllLines(expectedResults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trains the model that is kept. */
    void writeModel() {
        trained(plan.withLength(THOROUGH), 1, name.equals(DETECTOR)).save(file());
    }

    /** Keeps what the model that is there makes of its rows. */
    void writeResults() throws IOException {
        List<String> lines = new ArrayList<>(List.of("training " + trainingDigest(1)));
        lines.addAll(results(open()));
        Files.write(expectedResults(), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }

    static Stream<GoldenModel> stream() {
        return all().stream();
    }
}
