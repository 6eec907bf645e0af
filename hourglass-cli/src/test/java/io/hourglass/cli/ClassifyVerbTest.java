package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.label.LabelPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A label that is learnt, told and measured through the program: classes of a table and of images, and a number. */
final class ClassifyVerbTest {
    @TempDir
    private static Path folder;

    private static Path table;
    private static Path told;
    private static Path report;

    /** The sample table with a column of who is tall, empty in every fifth row. */
    @BeforeAll
    static void trains() throws IOException {
        List<String> lines = Files.readAllLines(Samples.table(folder.resolve("plain.csv")));
        StringBuilder text = new StringBuilder(lines.get(0)).append(",size\n");
        for (int row = 1; row < lines.size(); row++) {
            double height = Double.parseDouble(lines.get(row).split(",", -1)[0]);
            String size = row % 5 == 0 ? "" : height > 175 ? "tall" : "small";
            text.append(lines.get(row)).append(',').append(size).append('\n');
        }
        table = Files.writeString(folder.resolve("rows.csv"), text);
        told = folder.resolve("told.hg");
        report = folder.resolve("report.html");
        train(told, "--label", "size", "--report", report.toString()).done();
    }

    private static Run train(Path out, String... more) {
        List<String> words = new ArrayList<>(List.of("train", "--data", table.toString(), "--out", out.toString()));
        if (!List.of(more).contains("--epochs")) {
            words.addAll(List.of("--epochs", "25"));
        }
        words.addAll(List.of("--engine", "java"));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    private static Run use(String verb, Path model, String... more) {
        List<String> words = new ArrayList<>(List.of(verb, model.toString(), "--data", table.toString()));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    @Test
    void everyRowIsToldWithProbabilities() throws IOException {
        Path out = folder.resolve("answers.csv");
        JsonObject object =
                use("classify", told, "--out", out.toString(), "--json").done().json();
        assertThat(object.get("rows").getAsLong()).isEqualTo(Samples.ROWS);
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).isEqualTo("row,label,p_small,p_tall");
        assertThat(lines).hasSize(Samples.ROWS + 1);
        for (int r = 1; r < lines.size(); r++) {
            String[] cells = lines.get(r).split(",", -1);
            double small = Double.parseDouble(cells[2]);
            assertThat(cells[0]).isEqualTo(Integer.toString(r - 1));
            assertThat(small + Double.parseDouble(cells[3])).isCloseTo(1, within(1e-9));
            assertThat(cells[1]).isEqualTo(small >= 0.5 ? "small" : "tall");
        }
    }

    @Test
    void aLearntLabelIsMeasuredWithIntervals() {
        JsonObject object =
                use("evaluate", told, "--label", "size", "--json").done().json();
        assertThat(object.get("labelled").getAsLong()).isEqualTo(Samples.ROWS - Samples.ROWS / 5);
        assertThat(object.get("accuracy").getAsDouble()).isGreaterThan(0.9);
        assertThat(object.keySet()).contains("balancedAccuracy", "macroF1", "logLoss", "ece");
        assertThat(object.getAsJsonObject("intervals").keySet())
                .containsExactly("accuracy", "balancedAccuracy", "macroF1", "logLoss", "ece");
        assertThat(use("evaluate", told, "--label", "size").done().out()).contains("accuracy", "192 labelled rows");
    }

    @Test
    void theLabelIsNamedInTheSummaryTheInspectionAndTheReport() throws IOException {
        String inspected = Run.of("inspect", told.toString()).done().out();
        assertThat(inspected).contains("label 'size', 2 classes", "small, tall", "temperature");
        JsonObject label =
                Run.of("inspect", told.toString(), "--json").done().json().getAsJsonObject("label");
        assertThat(label.get("column").getAsString()).isEqualTo("size");
        assertThat(label.get("rows").getAsInt() + label.get("validationRows").getAsInt())
                .isEqualTo(192);
        assertThat(Files.readString(report))
                .contains("id=\"model-confusion\"", "id=\"model-roc\"", "id=\"model-reliability\"");
    }

    @Test
    void aNumberIsToldAsANumber() throws IOException {
        Path model = folder.resolve("number.hg");
        Path out = folder.resolve("numbers.csv");
        train(model, "--label", "weight", "--ignore", "size", "--label-reconstruction", "0.01")
                .done();
        use("classify", model, "--out", out.toString()).done();
        assertThat(Files.readAllLines(out)).hasSize(Samples.ROWS + 1).first().isEqualTo("row,prediction");
        JsonObject object =
                use("evaluate", model, "--label", "weight", "--json").done().json();
        assertThat(object.get("r2").getAsDouble()).isGreaterThan(0.8);
        assertThat(object.get("labelled").getAsLong()).isEqualTo(228);
    }

    @Test
    void imagesAreToldByTheirFileOfLabels() throws IOException {
        Path idx = Samples.idx(folder.resolve("images.idx"));
        Path labels = Samples.labels(folder.resolve("labels.idx"));
        Path model = folder.resolve("images.hg");
        String[] data = {"--data", idx.toString(), "--labels", labels.toString()};
        Run.of(
                        "train",
                        data[0],
                        data[1],
                        data[2],
                        data[3],
                        "--out",
                        model.toString(),
                        "--label",
                        "label",
                        "--augment",
                        "cut:1",
                        "--epochs",
                        "60",
                        "--code",
                        "4",
                        "--class-weights",
                        "balanced")
                .done();
        JsonObject object = Run.of(
                        "evaluate", model.toString(), data[0], data[1], data[2], data[3], "--label", "label", "--json")
                .done()
                .json();
        assertThat(object.get("accuracy").getAsDouble()).isGreaterThan(0.9);
    }

    @Test
    void selfTrainingIsPartOfALabelUnlessItIsTurnedOff() {
        Path without = folder.resolve("without.hg");
        train(without, "--label", "size", "--self-training", "off", "--epochs", "1")
                .done();
        assertThat(plan(told).selfTraining()).isTrue();
        assertThat(plan(without).selfTraining()).isFalse();
    }

    private static LabelPlan plan(Path model) {
        return Hourglass.open(model).classifier().orElseThrow().told().plan();
    }

    @Test
    void aTrainingThatGoesOnEndsInTheSameModel() throws IOException {
        Path whole = folder.resolve("whole.hg");
        Path again = folder.resolve("again.hg");
        String kept = folder.resolve("kept").toString();
        train(whole, "--label", "size", "--checkpoint", kept).done();
        train(again, "--label", "size", "--checkpoint", kept, "--resume").done();
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");
        use("classify", whole, "--out", first.toString()).done();
        use("classify", again, "--out", second.toString()).done();
        assertThat(Files.readString(second)).isEqualTo(Files.readString(first));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheWayOut() {
        Path out = folder.resolve("none.hg");
        assertThat(train(out, "--from-scratch").err()).contains("--label COL");
        assertThat(train(out, "--self-training", "off").err()).contains("--label COL");
        assertThat(train(out, "--label", "size", "--self-training", "no").err()).contains("on or off", "'no'");
        assertThat(train(out, "--label", "sise").err()).contains("no column 'sise'");
        assertThat(train(out, "--label", "size", "--augment", "turn:4").err()).contains("shift:PIXELS", "'turn:4'");
        assertThat(train(out, "--label", "note").err()).contains("'note'", "one of some classes");
        assertThat(train(out, "--label", "size", "--sequence", "8").err()).contains("single rows");
        assertThat(out).doesNotExist();
    }
}
