package io.hourglass.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.hourglass.Hourglass;
import io.hourglass.cell.Cell;
import io.hourglass.data.preparation.PreparedColumn;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.label.LabelPlan;
import io.hourglass.loss.Loss;
import io.hourglass.model.Bottleneck;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Layer;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.SeriesPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class OnnxExportTest {
    private static final Path GOLDEN = Path.of("../hourglass-data/src/test/resources/golden");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "model, model-rows.csv",
        "numbers, numbers-rows.csv",
        "pixels, pixels-rows.idx",
        "convolutions, convolutions-rows.idx",
        "codebook, pixels-rows.idx",
        "kept, model-rows.csv",
        "bits, model-rows.csv",
        "rate, model-rows.csv",
        "slope, numbers-rows.csv",
        "detector, model-rows.csv",
        "members, model-rows.csv",
        "members-detector, numbers-rows.csv",
        "prior, pixels-rows.idx",
        "logistic, pixels-rows.idx",
        "told, model-rows.csv",
        "told-number, numbers-rows.csv",
        "series-lstm, series-rows.csv",
        "series-gru, series-rows.csv"
    })
    void keptModelsGiveTheSameInOnnxRuntime(String name, String rows) throws IOException, OrtException {
        Hourglass model = Hourglass.open(GOLDEN.resolve(name + "-v1.hg"));
        Table table = DataSource.open(GOLDEN.resolve(rows).toString(), SourceOptions.defaults(), model.schema());
        assertThat(crossed(model, table))
                .allSatisfy(
                        (what, difference) -> assertThat(difference).as(what).isLessThan(1e-5));
    }

    /** A window that is no multiple of what its halvings come to, so that something is cut off at the end. */
    @ParameterizedTest
    @CsvSource({"plain, 13", "vq, 16", "variational+denoising, 8"})
    void convolutionsAlongTimeGiveTheSameInOnnxRuntime(String kind, int window) throws IOException, OrtException {
        String rows = GOLDEN.resolve("series-rows.csv").toString();
        HourglassPlan plan = HourglassPlan.defaults()
                .withKind(KindPlan.of(kind))
                .withNetwork(NetworkPlan.defaults()
                        .withConvolution(Convolution.of(3, 4))
                        .withHidden(9)
                        .withCode(4))
                .withLength(LengthPlan.defaults().withEpochs(2));
        Hourglass model = Hourglass.training(DataSource.open(rows, SourceOptions.defaults()), plan)
                .series(SeriesPlan.windows(window))
                .run();
        Table table = DataSource.open(rows, SourceOptions.defaults(), model.schema());
        assertThat(crossed(model, table))
                .isNotEmpty()
                .allSatisfy(
                        (what, difference) -> assertThat(difference).as(what).isLessThan(1e-5));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOFTMAX")
    void everyActivationGivesTheSameInOnnxRuntime(ActivationFunction function) throws IOException, OrtException {
        Table table = DataSource.open(GOLDEN.resolve("numbers-training.csv").toString(), SourceOptions.defaults());
        HourglassPlan plan = HourglassPlan.defaults()
                .withNetwork(NetworkPlan.defaults().withHidden(8).withCode(2).withActivation(function))
                .withLength(LengthPlan.defaults().withEpochs(2));
        assertThat(crossed(Hourglass.training(table, plan).run(), table))
                .isNotEmpty()
                .allSatisfy(
                        (what, difference) -> assertThat(difference).as(what).isLessThan(1e-5));
    }

    /** The head takes an entry of the codebook, not its number. */
    @Test
    void aLabelIsToldOfTheVectorsOfACodebook() throws IOException, OrtException {
        Table table = DataSource.open(GOLDEN.resolve("model-training.csv").toString(), SourceOptions.defaults());
        HourglassPlan plan = HourglassPlan.defaults()
                .withKind(KindPlan.of("vq"))
                .withLength(LengthPlan.defaults().withEpochs(2));
        Hourglass model =
                Hourglass.training(table, plan).label(LabelPlan.of("species")).run();
        assertThat(crossed(model, table))
                .containsKey("label")
                .allSatisfy(
                        (what, difference) -> assertThat(difference).as(what).isLessThan(1e-5));
    }

    @Test
    void aColumnThatIsCalledAsAnOutputOfARowKeepsItsName() throws IOException, OrtException {
        double[] numbers = {1, 2, 4, 3, 5, 7, 6, 8};
        Table table = MemoryTable.builder()
                .numbers("score", numbers)
                .numbers("error", numbers)
                .numbers("code", numbers)
                .numbers("row.score", numbers)
                .build();
        HourglassPlan plan =
                HourglassPlan.defaults().withLength(LengthPlan.defaults().withEpochs(1));
        OnnxExport.write(Hourglass.train(table, plan), folder, false);
        assertThat(outputs("encoder")).containsExactly("row.code");
        assertThat(outputs("reconstruct"))
                .contains("score.reconstructed", "row.score.reconstructed")
                .endsWith("row.error");
        assertThat(outputs("score")).containsExactly("row.row.score", "anomaly");
    }

    private List<String> outputs(String graph) throws OrtException {
        String file = folder.resolve(graph + ".onnx").toString();
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file)) {
            return List.copyOf(session.getOutputNames());
        }
    }

    private Map<String, Double> crossed(Hourglass model, Table rows) throws IOException, OrtException {
        Path files = folder.resolve("onnx");
        OnnxExport.write(model, files, false);
        return new Crossing(model, rows, files).compare();
    }

    /** A layer, bottleneck, cell, loss or column that is added cannot be forgotten here. */
    @Test
    void everyValueHasATranslation() {
        assertThat(LayerGraphs.ALL.keySet()).isEqualTo(permitted(Layer.class));
        assertThat(CodeGraphs.ALL.keySet()).isEqualTo(permitted(Bottleneck.class));
        assertThat(ColumnForm.ALL.keySet()).isEqualTo(permitted(PreparedColumn.class));
        assertThat(LossGraphs.ALL.keySet()).isEqualTo(permitted(Loss.class));
        assertThat(permitted(Cell.class)).hasSize(CellForm.values().length);
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(each -> each.isSealed() ? permitted(each).stream() : Stream.of(each))
                .collect(Collectors.toSet());
    }
}
