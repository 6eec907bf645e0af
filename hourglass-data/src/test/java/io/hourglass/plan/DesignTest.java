package io.hourglass.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.cell.BooleanCell;
import io.hourglass.cell.CategoryCell;
import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.cell.NumberCell;
import io.hourglass.loss.AbsoluteError;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.CellLoss;
import io.hourglass.loss.DiscretisedLogistic;
import io.hourglass.loss.ElementLoss;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.BatchTopK;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Gaussian;
import io.hourglass.model.Layout;
import io.hourglass.model.Masked;
import io.hourglass.model.Masking;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Sparse;
import io.hourglass.model.SparseRate;
import io.hourglass.model.Swap;
import io.hourglass.model.TopK;
import io.hourglass.model.Variational;
import io.hourglass.model.VectorQuantized;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.LayerNorm;
import io.hourglass.network.LearntScale;
import io.hourglass.network.Recurrent;
import io.hourglass.network.RecurrentCell;
import io.hourglass.network.Repeat;
import io.hourglass.network.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesignTest {
    private static final HourglassPlan PLAIN = HourglassPlan.defaults();
    private static final List<Cell> IMAGE = List.of(new DenseCells(784));
    private static final List<Cell> MIXED =
            List.of(number(false), new CategoryCell(10, 0), number(true), new BooleanCell(0.5f, false));

    private static NumberCell number(boolean indicator) {
        return new NumberCell(0f, indicator, -2f, 2f, 1f);
    }

    private static List<Cell> numbers(int count) {
        return Collections.nCopies(count, number(false));
    }

    @ParameterizedTest
    @CsvSource({"2,1", "3,2", "4,2", "14,7", "16,8", "17,9", "32,12", "116,18", "1500,47", "5000,64"})
    void theCodeOfATableGrowsSlowerThanItsColumns(int columns, int code) {
        assertThat(new Design(PLAIN, numbers(columns)).code()).isEqualTo(code);
    }

    @Test
    void theCodeOfAnImageIsNarrow() {
        assertThat(new Design(PLAIN, IMAGE).code()).isEqualTo(36);
        assertThat(new Design(PLAIN, List.of(new DenseCells(2))).code()).isEqualTo(1);
    }

    static Stream<List<Cell>> tables() {
        return Stream.of(
                numbers(2),
                numbers(3),
                numbers(1500),
                IMAGE,
                MIXED,
                List.of(number(true), number(true)),
                List.of(new CategoryCell(2, 0)),
                List.of(new CategoryCell(100, 10)),
                List.of(new BooleanCell(0.1f, true), number(false)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aPlainCodeIsAlwaysNarrowerThanTheInput(List<Cell> cells) {
        Design design = new Design(PLAIN, cells);
        int numbers = cells.stream()
                .mapToInt(cell -> Math.min(cell.inputs(), cell.outputs()))
                .sum();
        assertThat(design.code()).isBetween(1, numbers - 1);
        assertThat(design.spec().codeWidth()).isEqualTo(design.code());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void hiddenLayersAreAboutAsWideAsTheInputAndNeverNarrowerThanTheCode(List<Cell> cells) {
        Design design = new Design(PLAIN, cells);
        List<Integer> hidden = design.hidden();
        assertThat(hidden).isNotEmpty().hasSizeLessThan(3).allMatch(units -> units >= 32 && units <= 512);
        assertThat(hidden.get(0)).isBetween(Math.min(512, design.inputs()), Math.max(32, 2 * design.inputs()));
        assertThat(hidden.get(hidden.size() - 1)).isGreaterThan(design.code());
    }

    @ParameterizedTest
    @CsvSource({"2,32", "3,32", "14,32", "33,'64,32'", "784,'512,256'", "1500,'512,256'"})
    void hiddenLayersOfTheUsualWidths(int columns, String hidden) {
        assertThat(new Design(PLAIN, numbers(columns)).hidden())
                .isEqualTo(Stream.of(hidden.split(",")).map(Integer::valueOf).toList());
    }

    @Test
    void theDecoderMirrorsTheEncoder() {
        AutoencoderSpec spec =
                design(network().withHidden(9, 7).withCode(2), numbers(20)).spec();
        assertThat(units(spec.encoder().layers())).containsExactly(9, 7, 2);
        assertThat(units(spec.decoder().layers())).containsExactly(7, 9, 20);
    }

    private static List<Integer> units(List<?> layers) {
        return layers.stream()
                .filter(Dense.class::isInstance)
                .map(layer -> ((Dense) layer).units())
                .toList();
    }

    @Test
    void noHiddenLayersMeansNone() {
        AutoencoderSpec spec =
                design(network().withHidden().withCode(2), numbers(5)).spec();
        assertThat(units(spec.encoder().layers())).containsExactly(2);
        assertThat(units(spec.decoder().layers())).containsExactly(5);
    }

    private static NetworkPlan network() {
        return NetworkPlan.defaults();
    }

    private static Design design(NetworkPlan network, List<Cell> cells) {
        return new Design(PLAIN.withNetwork(network), cells);
    }

    private static NetworkPlan tied(NetworkPlan plan) {
        return new NetworkPlan(plan.code(), plan.hidden(), plan.activation(), plan.output(), true, plan.regularity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9", "9,7", "20,20"})
    void aTiedDecoderAddsNothingButBiases(String hidden) {
        Integer[] units = hidden.isEmpty()
                ? new Integer[0]
                : Stream.of(hidden.split(",")).map(Integer::valueOf).toArray(Integer[]::new);
        NetworkPlan plan = network().withHidden(units).withCode(3);
        AutoencoderSpec untied = design(plan, numbers(20)).spec();
        AutoencoderSpec shared = design(tied(plan), numbers(20)).spec();
        int kernels = 0;
        int inputs = 20;
        for (int each : IntStream.concat(Stream.of(units).mapToInt(i -> i), IntStream.of(3))
                .toArray()) {
            kernels += inputs * each;
            inputs = each;
        }
        int biases = Layout.of(untied).weightCount() - 2 * kernels;
        assertThat(Layout.of(shared).weightCount()).isEqualTo(kernels + biases);
    }

    @Test
    void aTiedDecoderOfAMixedTableSharesWhatHasTheSameSize() {
        NetworkPlan plan = network().withHidden(9).withCode(3);
        int untied = Layout.of(design(plan, MIXED).spec()).weightCount();
        int shared = Layout.of(design(tied(plan), MIXED).spec()).weightCount();
        assertThat(untied - shared).isEqualTo(9 * 3); // 14 inputs enter, 13 outputs leave: those kernels differ
    }

    @Test
    void aPlainCodeAsWideAsTheInputIsRefusedAndOthersAreNot() {
        HourglassPlan wide = PLAIN.withNetwork(network().withCode(4));
        assertThatThrownBy(() -> new Design(wide, numbers(4)).spec())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("4 numbers", "a code of 4", "narrower");
        assertThatThrownBy(() -> new Design(wide, Collections.nCopies(4, number(true))).spec())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 numbers"); // an indicator is nothing to rebuild
        assertThat(new Design(wide, numbers(5)).code()).isEqualTo(4);
        for (String kind : List.of("denoising", "variational", "variational+denoising")) {
            assertThat(new Design(wide.withKind(KindPlan.of(kind)), numbers(4))
                            .spec()
                            .codeWidth())
                    .isEqualTo(4);
        }
    }

    @Test
    void everyKindMakesAnAutoencoderOfImagesAndOfTables() {
        for (String kind : Kind.names()) {
            for (List<Cell> cells : List.of(IMAGE, MIXED)) {
                AutoencoderSpec spec = new Design(PLAIN.withKind(KindPlan.of(kind)), cells).spec();
                assertThat(spec.symbolWidth()).as(kind).isBetween(1, spec.codeWidth());
            }
        }
    }

    @Test
    void whatACodeIsMadeOfFitsItsWidth() {
        HourglassPlan wide = PLAIN.withNetwork(network().withCode(12));
        CodePlan usual = CodePlan.usual();
        assertThat(bottleneck(wide, "topk", usual)).isEqualTo(new TopK(4, TopK.USUAL_REVIVAL));
        assertThat(bottleneck(wide, "batch-topk", usual.withK(5))).isEqualTo(new BatchTopK(5, TopK.USUAL_REVIVAL));
        assertThat(bottleneck(wide, "vq", usual.withCodebook(9))).isEqualTo(new VectorQuantized(9, 4, 0.25f));
        HourglassPlan odd = PLAIN.withNetwork(network().withCode(9));
        assertThat(bottleneck(odd, "vq", usual)).isEqualTo(new VectorQuantized(256, 3, 0.25f));
        assertThat(bottleneck(odd, "sparse", usual)).isEqualTo(new Sparse(0.01f));
        assertThat(bottleneck(odd, "sparse", usual.withRho(0.2f))).isEqualTo(new SparseRate(0.2f, 3f));
        assertThatThrownBy(() -> bottleneck(odd, "topk", usual.withK(10)))
                .hasMessageContaining("of a code of 9 numbers 10 cannot be kept");
    }

    private static Bottleneck bottleneck(HourglassPlan plan, String kind, CodePlan code) {
        return new Design(plan.withKind(KindPlan.of(kind).withCode(code)), numbers(20))
                .spec()
                .bottleneck();
    }

    @Test
    void aLikelihoodDecidesTheLossAndPixelsMayHaveALearntScale() {
        assertThat(spec(Likelihood.GAUSSIAN, IMAGE).loss()).isEqualTo(new SquaredError());
        assertThat(spec(Likelihood.BERNOULLI, IMAGE).loss()).isEqualTo(new BinaryCrossEntropy(false));
        AutoencoderSpec logistic = spec(Likelihood.DISCRETISED_LOGISTIC, IMAGE);
        assertThat(logistic.loss()).isEqualTo(new DiscretisedLogistic());
        assertThat(logistic.decoder().last()).isEqualTo(new LearntScale());
        assertThat(logistic.rawWidth()).isEqualTo(logistic.outputWidth() + 1);
        assertThatThrownBy(() -> spec(Likelihood.DISCRETISED_LOGISTIC, MIXED)).hasMessageContaining("images");
        HourglassPlan both = PLAIN.withKind(KindPlan.of("variational").withLikelihood(Likelihood.GAUSSIAN))
                .withLearning(LearningPlan.defaults().withLoss(new SquaredError()));
        assertThatThrownBy(() -> new Design(both, IMAGE).spec()).hasMessageContaining("give one");
    }

    private static AutoencoderSpec spec(Likelihood likelihood, List<Cell> cells) {
        return new Design(PLAIN.withKind(KindPlan.of("variational").withLikelihood(likelihood)), cells).spec();
    }

    @Test
    void aContractiveEncoderEndsInASigmoidAndIsNotNormalisedOverBatches() {
        HourglassPlan contractive = PLAIN.withKind(KindPlan.of("contractive"));
        assertThat(new Design(contractive, IMAGE).spec().encoder().last())
                .isEqualTo(Activation.of(ActivationFunction.SIGMOID));
        NetworkPlan batch = new NetworkPlan(
                Optional.empty(),
                Optional.empty(),
                ActivationFunction.RELU,
                Optional.empty(),
                false,
                NetworkPlan.Regularity.none().withNorm(Norm.BATCH));
        assertThatThrownBy(() -> new Design(contractive.withNetwork(batch), IMAGE).spec())
                .hasMessageContaining("--norm layer");
    }

    @Test
    void oneNumberIsRefused() {
        for (Cell cell : List.of(number(false), number(true), new BooleanCell(0.5f, true), new DenseCells(1))) {
            assertThatThrownBy(() -> new Design(PLAIN, List.of(cell)).spec())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("one number cannot be squeezed");
        }
    }

    @Test
    void theLossFitsTheColumnsAndTheKind() {
        assertThat(new Design(PLAIN, IMAGE).spec().loss()).isEqualTo(new SquaredError());
        assertThat(new Design(PLAIN.withKind(KindPlan.of("variational")), IMAGE)
                        .spec()
                        .loss())
                .isEqualTo(new BinaryCrossEntropy(false));
        assertThat(new Design(PLAIN, MIXED).spec().loss()).isEqualTo(new CellLoss(MIXED, new SquaredError()));
        assertThat(new Design(PLAIN.withKind(KindPlan.of("variational")), MIXED)
                        .spec()
                        .loss())
                .isEqualTo(new CellLoss(MIXED, new SquaredError()));
        assertThat(withLoss(new AbsoluteError(), MIXED).loss()).isEqualTo(new CellLoss(MIXED, new AbsoluteError()));
        assertThat(withLoss(new BinaryCrossEntropy(false), MIXED).loss())
                .isEqualTo(new CellLoss(MIXED, new BinaryCrossEntropy(true)));
    }

    private static AutoencoderSpec withLoss(ElementLoss loss, List<Cell> cells) {
        return new Design(PLAIN.withLearning(LearningPlan.defaults().withLoss(loss)), cells).spec();
    }

    private static NetworkPlan output(ActivationFunction function) {
        NetworkPlan plan = network();
        return new NetworkPlan(
                plan.code(), plan.hidden(), plan.activation(), Optional.of(function), plan.tied(), plan.regularity());
    }

    @Test
    void pixelsLeaveThroughASigmoidUnlessAnotherOutputIsAskedFor() {
        assertThat(new Design(PLAIN, IMAGE).spec().decoder().last())
                .isEqualTo(Activation.of(ActivationFunction.SIGMOID));
        AutoencoderSpec linear =
                design(output(ActivationFunction.LINEAR), IMAGE).spec();
        assertThat(linear.decoder().last()).isInstanceOf(Dense.class);
        HourglassPlan variational =
                PLAIN.withKind(KindPlan.of("variational")).withNetwork(output(ActivationFunction.LINEAR));
        assertThat(new Design(variational, IMAGE).spec().loss()).isEqualTo(new SquaredError());
    }

    @Test
    void outputsThatContradictTheDataOrTheLossAreRefused() {
        assertThatThrownBy(
                        () -> design(output(ActivationFunction.SIGMOID), MIXED).spec())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("columns each have their own output", "sigmoid");
        HourglassPlan contradiction = PLAIN.withNetwork(output(ActivationFunction.LINEAR))
                .withLearning(LearningPlan.defaults().withLoss(new BinaryCrossEntropy(false)));
        assertThatThrownBy(() -> new Design(contradiction, IMAGE).spec())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cross-entropy", "sigmoid", "linear");
    }

    @Test
    void theNoiseFitsTheDataUnlessItIsGiven() {
        HourglassPlan denoising = PLAIN.withKind(KindPlan.of("denoising"));
        assertThat(new Design(PLAIN, MIXED).spec().corruption()).isEqualTo(new NoCorruption());
        assertThat(new Design(denoising, MIXED).spec().corruption()).isEqualTo(new Swap(0.15f));
        assertThat(new Design(denoising, IMAGE).spec().corruption()).isEqualTo(new Gaussian(0.2f, 0.2f));
        KindPlan masking = KindPlan.of("denoising").withNoise(new Masking(0.3f));
        assertThat(new Design(PLAIN.withKind(masking), MIXED).spec().corruption())
                .isEqualTo(new Masking(0.3f));
        assertThat(Design.hides(PLAIN.withKind(masking))).isTrue();
        assertThat(Design.hides(denoising)).isFalse();
        KindPlan masked = KindPlan.of("masked").withNoise(new Masking(0.6f));
        assertThat(new Design(PLAIN.withKind(masked), IMAGE).spec().corruption())
                .isEqualTo(new Masked(0.6f, 0.1f));
        assertThat(Design.hides(PLAIN.withKind(KindPlan.of("masked")))).isTrue();
    }

    @Test
    void aVariationalOneHasItsBottleneck() {
        KindPlan kind = KindPlan.of("variational").withBeta(0.5f);
        AutoencoderSpec spec = new Design(PLAIN.withKind(kind), numbers(8)).spec();
        assertThat(spec.bottleneck()).isEqualTo(new Variational(0.5f));
        assertThat(spec.encoder().output().size()).isEqualTo(2 * spec.codeWidth());
    }

    @Test
    void normalisationAndDropoutStandAroundEveryHiddenActivation() {
        NetworkPlan plan = network().withHidden(9, 7).withCode(2);
        NetworkPlan regular = new NetworkPlan(
                plan.code(),
                plan.hidden(),
                ActivationFunction.TANH,
                plan.output(),
                false,
                NetworkPlan.Regularity.none().withDropout(0.25f).withNorm(Norm.BATCH));
        AutoencoderSpec spec = design(regular, numbers(20)).spec();
        assertThat(spec.encoder().layers().subList(2, 5))
                .containsExactly(
                        new BatchNorm(0.99f, 1e-3f), Activation.of(ActivationFunction.TANH), new Dropout(0.25f));
        assertThat(Stream.concat(spec.encoder().layers().stream(), spec.decoder().layers().stream()))
                .filteredOn(BatchNorm.class::isInstance)
                .hasSize(4);
        assertThat(Norm.of("layer").layer()).contains(new LayerNorm(1e-3f));
        assertThat(Norm.of("none").layer()).isEmpty();
    }

    private static Design windows(HourglassPlan plan, Optional<RecurrentCell> cell) {
        SeriesPlan series = new SeriesPlan(20, Optional.empty(), List.of(), cell);
        return new Design(plan, numbers(3), Optional.empty(), Optional.of(series));
    }

    @Test
    void aWindowIsARowOfStepsThatDenseLayersSeeAtOnce() {
        AutoencoderSpec spec = windows(PLAIN, Optional.empty()).spec();
        assertThat(spec.encoder().input()).isEqualTo(Shape.of(20, 3));
        assertThat(spec.steps()).isEqualTo(20);
        assertThat(spec.cells()).hasSize(60);
        assertThat(spec.stepCells()).isEqualTo(numbers(3));
        assertThat(spec.outputWidth()).isEqualTo(60);
        assertThat(windows(PLAIN, Optional.empty()).code()).isEqualTo(8 + 7); // as a table of 60 columns
    }

    @Test
    void aRecurrentDecoderMirrorsTheEncoderAndTakesTheCodeAtEveryStep() {
        HourglassPlan plan =
                PLAIN.withNetwork(NetworkPlan.defaults().withCode(5).withHidden(12, 7));
        AutoencoderSpec spec = windows(plan, Optional.of(RecurrentCell.LSTM)).spec();
        assertThat(spec.encoder().layers())
                .endsWith(
                        new Recurrent(RecurrentCell.LSTM, 12, true),
                        new Recurrent(RecurrentCell.LSTM, 7, false),
                        Dense.of(5));
        assertThat(spec.decoder().layers())
                .startsWith(
                        new Repeat(20),
                        new Recurrent(RecurrentCell.LSTM, 7, true),
                        new Recurrent(RecurrentCell.LSTM, 12, true));
        assertThat(spec.outputWidth()).isEqualTo(60);
        assertThat(windows(PLAIN, Optional.of(RecurrentCell.GRU)).hidden()).containsExactly(32);
    }

    @Test
    void recurrentLayersRefuseWhatOnlyDenseOnesHave() {
        NetworkPlan network = NetworkPlan.defaults();
        for (NetworkPlan refused : List.of(network.withActivation(ActivationFunction.ELU), network.withHidden())) {
            assertThatThrownBy(() -> windows(PLAIN.withNetwork(refused), Optional.of(RecurrentCell.GRU))
                            .spec())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("recurrent");
        }
    }
}
