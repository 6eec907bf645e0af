package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.model.Adversarial;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.BatchTopK;
import io.hourglass.model.Binary;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Contractive;
import io.hourglass.model.Corruption;
import io.hourglass.model.Layout;
import io.hourglass.model.Masked;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.model.Sparse;
import io.hourglass.model.SparseRate;
import io.hourglass.model.TopK;
import io.hourglass.model.Variational;
import io.hourglass.model.VectorQuantized;
import io.hourglass.model.Wasserstein;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of autoencoder is for, on small data. */
class KindsTest {
    private static final int WIDTH = 12;
    private static final float[][] ROWS = Samples.plane(800, WIDTH, 1);

    private static AutoencoderSpec spec(Bottleneck bottleneck, int code, Corruption corruption) {
        return new AutoencoderSpec(
                Network.of(
                        Shape.of(WIDTH),
                        Dense.of(16),
                        Activation.of(ActivationFunction.TANH),
                        Dense.of(bottleneck.encoderOutputs(code))),
                bottleneck,
                Network.of(Shape.of(code), Dense.of(16), Activation.of(ActivationFunction.TANH), Dense.of(WIDTH)),
                new SquaredError(),
                corruption);
    }

    private static TrainingResult trained(Bottleneck bottleneck, int code, int epochs) {
        return new Trainer(spec(bottleneck, code, new NoCorruption()), Samples.plan(epochs, 32), Engines.java())
                .train(MemoryRows.of(ROWS), MemoryRows.of(Samples.plane(100, WIDTH, 2)));
    }

    private static double squaredError(Autoencoder model) {
        float[][] back = model.reconstruct(ROWS);
        double sum = 0;
        for (int r = 0; r < ROWS.length; r++) {
            for (int i = 0; i < WIDTH; i++) {
                sum += Math.pow(back[r][i] - ROWS[r][i], 2);
            }
        }
        return sum / ROWS.length;
    }

    private static float[] flat() {
        float[] flat = new float[ROWS.length * WIDTH];
        for (int r = 0; r < ROWS.length; r++) {
            System.arraycopy(ROWS[r], 0, flat, r * WIDTH, WIDTH);
        }
        return flat;
    }

    private static double measure(TrainingResult result, String name) {
        return result.model().tally(flat()).measures().get(name);
    }

    static List<Bottleneck> all() {
        return List.of(
                new Plain(),
                new Sparse(0.01f),
                new SparseRate(0.2f, 0.05f),
                new TopK(3, 1f),
                new BatchTopK(3, 1f),
                new Contractive(0.001f),
                new Wasserstein(0.1f),
                new Adversarial(0.01f),
                new Variational(0.01f, 0.1f, 50),
                new VectorQuantized(32, 2, 0.25f),
                new Binary());
    }

    /** The mean's squared error on these rows is about 0.42. */
    @ParameterizedTest
    @MethodSource("all")
    void everyKindLearnsToRebuildRows(Bottleneck bottleneck) {
        assertThat(squaredError(trained(bottleneck, 8, 30).model())).isLessThan(0.15);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRunInTwoPartsEndsAsOneThatWasNeverStopped(
            Bottleneck bottleneck, @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        AutoencoderSpec spec = spec(bottleneck, 8, new NoCorruption());
        Rows rows = MemoryRows.of(ROWS);
        Autoencoder whole = new Trainer(spec, Samples.plan(3, 64), Engines.java())
                .train(rows, null)
                .model();
        new Trainer(spec, Samples.plan(2, 64), Engines.java())
                .checkpoints(folder, false)
                .train(rows, null);
        Autoencoder resumed = new Trainer(spec, Samples.plan(3, 64), Engines.java())
                .checkpoints(folder, true)
                .train(rows, null)
                .model();
        assertThat(resumed.weights()).isEqualTo(whole.weights());
        assertThat(resumed.state()).isEqualTo(whole.state());
    }

    @Test
    void aStrongerPenaltyMakesCodesSparser() {
        assertThat(measure(trained(new Sparse(0.3f), 8, 20), "sparsity"))
                .isGreaterThan(measure(trained(new Sparse(0f), 8, 20), "sparsity") + 0.1);
    }

    @Test
    void aTargetRateIsMet() {
        Autoencoder model = trained(new SparseRate(0.1f, 3f), 8, 30).model();
        double sum = 0;
        float[] codes = model.encode(flat());
        for (float each : codes) {
            sum += each;
        }
        assertThat(sum / codes.length).isCloseTo(0.1, within(0.03));
    }

    @Test
    void exactlyKNumbersOfACodeAreKept() {
        assertThat(measure(trained(new TopK(3, 1f), 8, 2), "sparsity")).isCloseTo(5 / 8.0, within(1e-6));
        assertThat(measure(trained(new BatchTopK(3, 1f), 8, 20), "sparsity")).isCloseTo(5 / 8.0, within(0.1));
    }

    @Test
    void deadUnitsComeBack() {
        assertThat(dead(new TopK(3, 0f))).isGreaterThan(2 * dead(new TopK(3, TopK.USUAL_REVIVAL)) + 10);
        assertThat(dead(new BatchTopK(3, 0f))).isGreaterThan(2 * dead(new BatchTopK(3, TopK.USUAL_REVIVAL)) + 10);
    }

    /** The dead units of a wide code of rows that are each made of three of thirty directions. */
    private static double dead(Bottleneck bottleneck) {
        RandomStream random = RandomStream.of(9);
        float[][] directions = new float[30][WIDTH];
        for (float[] direction : directions) {
            for (int i = 0; i < WIDTH; i++) {
                direction[i] = 0.5f * random.nextGaussian();
            }
        }
        float[] flat = new float[1500 * WIDTH];
        MemoryRows rows = new MemoryRows(WIDTH, List.of());
        for (int r = 0; r < 1500; r++) {
            for (int part = 0; part < 3; part++) {
                float[] direction = directions[random.nextInt(directions.length)];
                for (int i = 0; i < WIDTH; i++) {
                    flat[r * WIDTH + i] += direction[i];
                }
            }
            rows.add(flat, r * WIDTH);
        }
        return new Trainer(spec(bottleneck, 64, new NoCorruption()), Samples.plan(12, 32), Engines.java())
                .train(rows, null)
                .model()
                .tally(flat)
                .measures()
                .get("deadUnits");
    }

    @Test
    void mostEntriesOfACodebookAreUsedAndAnUntrainedOnesAreNot() {
        TrainingResult result = trained(new VectorQuantized(32, 2, 0.25f), 8, 20);
        assertThat(measure(result, "perplexity")).isGreaterThan(10);
        assertThat(result.findings()).anyMatch(words -> words.contains("entries of the codebook are in use"));
        AutoencoderSpec spec = result.model().spec();
        Layout layout = Layout.of(spec);
        Autoencoder untrained = new Autoencoder(spec, layout.initialWeights(spec, 1), layout.initialState(spec));
        assertThat(untrained.tally(flat()).findings().get(0))
                .contains("1 of the 32")
                .contains("smaller --codebook");
    }

    @Test
    void aWrittenCodeIsThatOfTheCodebookAndOthersAreRefused() {
        Autoencoder model = trained(new VectorQuantized(32, 2, 0.25f), 8, 3).model();
        float[] symbols = model.symbols(flat());
        assertThat(symbols).hasSize(ROWS.length * 4);
        assertThat(model.codesOf(symbols)).isEqualTo(model.encode(flat()));
        for (float bad : new float[] {-1f, 32f, 1.5f, Float.NaN}) {
            assertThatThrownBy(() -> model.codesOf(new float[] {bad, 0, 0, 0}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("32 entries");
        }
        assertThatThrownBy(() -> trained(new Binary(), 8, 1).model().codesOf(new float[] {0, 1, 2, 0, 0, 0, 0, 0}))
                .hasMessageContaining("2.0 is no part of a code; it must be 0 or 1");
    }

    @Test
    void theCodesOfAWassersteinOneAreNearlyNormal() {
        TrainingResult result = trained(new Wasserstein(20f), 2, 40);
        float[] codes = result.model().encode(flat());
        double squares = 0;
        for (float each : codes) {
            squares += each * each;
        }
        assertThat(squares / codes.length).isCloseTo(1, within(0.25));
        double alone = 0;
        for (float each : trained(new Wasserstein(0f), 2, 40).model().encode(flat())) {
            alone += each * each;
        }
        assertThat(Math.abs(alone / codes.length - 1)).isGreaterThan(0.3);
        assertThat(result.model().generate(5, 1)).hasSize(5 * WIDTH);
    }

    @Test
    void aContractiveCodeMovesLess() {
        assertThat(sensitivity(trained(new Contractive(0.3f), 8, 20).model()))
                .isLessThan(
                        0.5 * sensitivity(trained(new Contractive(0f), 8, 20).model()));
    }

    private static double sensitivity(Autoencoder model) {
        float[] moved = flat();
        RandomStream random = RandomStream.of(3);
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 0.01f * random.nextGaussian();
        }
        float[] before = model.encode(flat());
        float[] after = model.encode(moved);
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += Math.pow((after[i] - before[i]) / 0.01, 2);
        }
        return sum / ROWS.length;
    }

    @Test
    void aStrongDivergenceCollapsesTheCodeAndItIsSaid() {
        TrainingResult result = trained(new Variational(20f), 3, 10);
        assertThat(measure(result, "collapsed")).isEqualTo(3);
        assertThat(result.findings()).anyMatch(words -> words.contains("the posterior collapsed"));
        TrainingResult free = trained(new Variational(20f, 0.5f, 0), 3, 20);
        assertThat(measure(free, "collapsed")).isZero();
        assertThat(measure(free, "divergence")).isBetween(0.5, 2.0);
    }

    @Test
    void theDivergencesWeightRisesOverTheWarmUp() {
        AutoencoderSpec spec = spec(new Variational(1f, 0f, 4), 3, new NoCorruption());
        AutoencoderSpec plain = spec(new Variational(0f), 3, new NoCorruption());
        Layout layout = Layout.of(spec);
        float[] weights = layout.initialWeights(spec, 1);
        float[] state = layout.initialState(spec);
        double[] penalties = new double[6];
        try (Pass pass = new Pass(spec, layout, 50, Engines.java(), Precision.F32);
                Pass without = new Pass(plain, Layout.of(plain), 50, Engines.java(), Precision.F32)) {
            for (int i = 0; i < penalties.length; i++) {
                pass.load(weights, state);
                without.load(weights, new float[0]);
                penalties[i] = pass.train(wanted(), null, 0f) - without.train(wanted(), null, 0f);
            }
        }
        for (int i = 0; i < 6; i++) {
            assertThat(penalties[i]).isCloseTo(penalties[5] * Math.min(4, i + 1) / 4, within(1e-4 * penalties[5]));
        }
    }

    private static Feed.Wanted wanted() {
        return new Feed.Wanted(MemoryRows.of(ROWS), RowOrder.ascending(50), 0, 50, 5);
    }

    @Test
    void aMaskedOneLearnsFromHiddenValuesAndBlackOnesAreAmongThem() {
        float[][] black = new float[50][WIDTH];
        AutoencoderSpec hidden = spec(new Plain(), 3, new Masked(0.4f, 0f));
        AutoencoderSpec half = spec(new Plain(), 3, new Masked(0.4f, 0.5f));
        AutoencoderSpec all = spec(new Plain(), 3, new Masked(0.4f, 1f));
        Feed.Wanted wanted = new Feed.Wanted(MemoryRows.of(black), RowOrder.ascending(50), 0, 50, 5);
        double[] losses = new double[3];
        for (int i = 0; i < 3; i++) {
            AutoencoderSpec each = List.of(hidden, half, all).get(i);
            float[] weights = Layout.of(each).initialWeights(each, 1);
            weights[weights.length - 1] = 1f; // without a bias nothing would be rebuilt but black
            try (Pass pass = new Pass(each, Layout.of(each), 50, Engines.java(), Precision.F32)) {
                pass.load(weights, new float[0]);
                losses[i] = pass.train(wanted, null, 0f);
            }
        }
        assertThat(losses[0] / losses[2]).as("the share hidden").isCloseTo(0.4, within(0.12));
        assertThat(losses[1]).isCloseTo((losses[0] + losses[2]) / 2, within(1e-6));
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        for (Runnable bad : List.<Runnable>of(
                () -> new Sparse(-1f),
                () -> new SparseRate(0f, 1f),
                () -> new SparseRate(1f, 1f),
                () -> new TopK(0, 1f),
                () -> new BatchTopK(2, Float.NaN),
                () -> new VectorQuantized(1, 2, 1f),
                () -> new VectorQuantized(2, 0, 1f),
                () -> new VectorQuantized(4, 3, 1f).encoderOutputs(8),
                () -> new Contractive(Float.POSITIVE_INFINITY),
                () -> new Wasserstein(-1f),
                () -> new Adversarial(-1f),
                () -> new Variational(1f, -1f, 0),
                () -> new Variational(1f, 0f, -1),
                () -> new Masked(0f, 0.5f),
                () -> new Masked(0.5f, 2f))) {
            assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
