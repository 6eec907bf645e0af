package io.hourglass.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Table;
import io.hourglass.interop.onnx.OnnxDifferences;
import io.hourglass.label.LabelPlan;
import io.hourglass.network.RecurrentCell;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.SeriesPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of docs/models.md through ONNX Runtime, from raw columns: the table of docs/interop.md, which this leaves in
 * target/interop.md. The rows come from the demonstration's data; -Dhourglass.adult=FILE takes others of Adult to compare on.
 */
final class InteropPageTest {
    private static final String DEMO = "../hourglass-cli/src/main/resources/io/hourglass/demo/";
    private static final double CLOSE = 1e-5;
    private static final List<String> OUTPUTS = List.of("encode", "decode", "reconstruct", "error", "score", "label");
    private static final List<String> KINDS = List.of(
            "plain",
            "denoising",
            "masked",
            "sparse",
            "topk",
            "batch-topk",
            "contractive",
            "variational",
            "wasserstein",
            "adversarial",
            "vq",
            "binary",
            "variational+denoising");

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>(List.of(
            "| model | rows | " + String.join(" | ", OUTPUTS) + " |", "|---|---|" + "---|".repeat(OUTPUTS.size())));

    @Test
    void everyKindGivesTheSameInOnnxRuntime() throws IOException, OrtException {
        // few rows to learn from, so that the others have categories that were not seen
        Table all = DataSource.open(DEMO + "adult.csv.gz", SourceOptions.defaults());
        Table adult = all.without(List.of("income"));
        Table learnt = adult.rows(0, 1500);
        String other = System.getProperty("hourglass.adult");
        for (String kind : KINDS) {
            Hourglass model = Hourglass.training(learnt, plan().withKind(KindPlan.of(kind)))
                    .run();
            Table rows = other == null
                    ? adult.rows(1500, 4500)
                    : DataSource.open(other, SourceOptions.defaults(), model.schema());
            cross(kind, "Adult", model, rows);
        }
        Hourglass members = Hourglass.training(learnt, plan()).members(3).run();
        cross("three members", "Adult", members, adult.rows(1500, 4500));
        label(Hourglass.training(all.rows(0, 1500), plan()), all.rows(1500, 4500), "income");
        label(Hourglass.training(learnt, plan()), adult.rows(1500, 4500), "age");
        Table numbers = adult.select(List.of("age", "education-num", "hours-per-week"));
        Hourglass series = Hourglass.training(numbers.rows(0, 300), plan())
                .series(SeriesPlan.windows(6).withRecurrent(RecurrentCell.LSTM))
                .run();
        cross("series, LSTM", "windows of Adult", series, numbers.rows(300, 600));
        images();
        Files.write(Path.of("target/interop.md"), lines);
    }

    private void images() throws IOException, OrtException {
        Table images = DataSource.open(DEMO + "fashion-images-idx3-ubyte.gz", SourceOptions.defaults());
        HourglassPlan plan = plan().withNetwork(NetworkPlan.defaults()
                .withConvolution(Convolution.of(4, 8))
                .withCode(16)
                .withHidden(32));
        cross("convolutional", "Fashion-MNIST", trained(images, plan), images.rows(256, 320));
        cross(
                "variational, convolutional",
                "Fashion-MNIST",
                trained(images, plan.withKind(KindPlan.of("variational"))),
                images.rows(256, 320));
        HourglassPlan dense =
                plan().withNetwork(NetworkPlan.defaults().withCode(16).withHidden(64));
        cross("plain", "Fashion-MNIST", trained(images, dense), images.rows(256, 320));
        cross("vq", "Fashion-MNIST", trained(images, dense.withKind(KindPlan.of("vq"))), images.rows(256, 320));
        Table labelled = DataSource.open(
                DEMO + "fashion-images-idx3-ubyte.gz",
                SourceOptions.defaults().withLabels(Path.of(DEMO + "fashion-labels-idx1-ubyte.gz")));
        label(Hourglass.training(labelled.rows(0, 256), plan), labelled.rows(256, 320), "label");
    }

    private void label(HourglassTraining training, Table rows, String label) throws IOException, OrtException {
        String data = rows.schema().image() < 0 ? "Adult" : "Fashion-MNIST";
        cross("label `" + label + "`", data, training.label(LabelPlan.of(label)).run(), rows);
    }

    private static Hourglass trained(Table images, HourglassPlan plan) {
        HourglassTraining training = Hourglass.training(images.rows(0, 256), plan);
        return training.run();
    }

    private static HourglassPlan plan() {
        return HourglassPlan.defaults().withLength(LengthPlan.defaults().withEpochs(2));
    }

    private void cross(String kind, String data, Hourglass model, Table rows) throws IOException, OrtException {
        Map<String, Double> differences = OnnxDifferences.of(model, rows, folder.resolve("onnx" + lines.size()));
        StringBuilder line = new StringBuilder("| " + kind + " | " + data + " |");
        for (String output : OUTPUTS) {
            Double difference = differences.get(output);
            line.append(difference == null ? " — |" : String.format(Locale.ROOT, " %.1e |", difference));
        }
        lines.add(line.toString());
        assertThat(differences)
                .as(kind + " on " + data)
                .allSatisfy(
                        (what, difference) -> assertThat(difference).as(what).isLessThan(CLOSE));
    }
}
