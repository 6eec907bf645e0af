package io.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.FiniteDifferences;
import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every bottleneck; a new one cannot escape it. */
class BottleneckContractTest {
    private static final int ROWS = 5;
    private static final int CODE = 3;
    private static final long KEY = 11;

    static List<Bottleneck> all() {
        List<Bottleneck> all = new ArrayList<>(smooth());
        all.addAll(List.of(new Binary(), new VectorQuantized(5, 3, 0.25f), new VectorQuantized(4, 1, 0.5f)));
        return all;
    }

    /** Those whose gradients are slopes; the others' pass straight through. */
    static List<Bottleneck> smooth() {
        return List.of(
                new Plain(),
                new TopK(2, 0.5f),
                new BatchTopK(1, 0.5f),
                new Contractive(0.3f),
                new Wasserstein(2f),
                new Adversarial(2f),
                new Sparse(0.3f),
                new SparseRate(0.05f, 3f),
                new SparseRate(0.7f, 0.1f),
                new Variational(1f),
                new Variational(0.3f),
                new Variational(0f),
                new Variational(0.8f, 0.6f, 0),
                new Variational(0.8f, 0.1f, 7));
    }

    /** Those whose codes are random in training. */
    private static final List<String> RANDOM = List.of("Binary", "Variational");

    @Test
    void theContractCoversEveryBottleneck() {
        Set<Class<?>> covered = new LinkedHashSet<>();
        all().forEach(bottleneck -> covered.add(bottleneck.getClass()));
        assertThat(covered).isEqualTo(Set.of(Bottleneck.class.getPermittedSubclasses()));
    }

    private static float[] normal(int count, long seed) {
        return RandomStream.of(seed).gaussians(count);
    }

    private static float[] hidden(Bottleneck bottleneck, long seed) {
        return normal(ROWS * bottleneck.encoderOutputs(CODE), seed);
    }

    /** State as it is after two other batches. */
    private static float[] state(Bottleneck bottleneck) {
        int length = bottleneck.state(CODE).stream()
                .mapToInt(io.hourglass.network.Parameter::length)
                .sum();
        float[] state = new float[length];
        for (long seed = 20; seed < 22; seed++) {
            bottleneck.forward(batch(hidden(bottleneck, seed), ROWS, new CodeBatch.Purpose(true, seed), state));
        }
        return state;
    }

    private static CodeBatch batch(float[] h, int rows, CodeBatch.Purpose purpose, float[] state) {
        return new CodeBatch(h, new float[rows * CODE], rows, CODE, purpose, new CodeBatch.State(state, 0));
    }

    private static CodeBatch training(Bottleneck bottleneck, float[] h, long key) {
        return batch(h, ROWS, new CodeBatch.Purpose(true, key), state(bottleneck));
    }

    private static CodeBatch use(Bottleneck bottleneck, float[] h) {
        return batch(h, h.length / bottleneck.encoderOutputs(CODE), CodeBatch.Purpose.USE, state(bottleneck));
    }

    private static float[] codes(Bottleneck bottleneck, CodeBatch batch) {
        bottleneck.forward(batch);
        return batch.z();
    }

    /** A loss that bends, Σ a z + z² / 2, and the penalties. */
    private static double value(Bottleneck bottleneck, float[] h, float[] a, double scale) {
        CodeBatch batch = training(bottleneck, h, KEY);
        float[] z = codes(bottleneck, batch);
        double[] rowLoss = new double[ROWS];
        bottleneck.penalty(batch, scale, rowLoss);
        double sum = Arrays.stream(rowLoss).sum() + ROWS * bottleneck.together(batch, scale);
        for (int i = 0; i < z.length; i++) {
            sum += (double) a[i] * z[i] + 0.5 * z[i] * z[i];
        }
        return sum;
    }

    private static float[] gradient(Bottleneck bottleneck, float[] h, float[] a, float scale) {
        CodeBatch batch = training(bottleneck, h, KEY);
        float[] z = codes(bottleneck, batch);
        float[] dz = new float[z.length];
        for (int i = 0; i < z.length; i++) {
            dz[i] = a[i] + z[i];
        }
        float[] dh = new float[h.length];
        Arrays.fill(dh, 99f);
        bottleneck.backward(batch, dz, dh, scale);
        return dh;
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void gradientsOfLossAndPenaltyAreThoseOfFiniteDifferences(Bottleneck bottleneck) {
        float[] a = normal(ROWS * CODE, 2);
        for (float scale : new float[] {1f, 0.1f}) {
            float[] h = hidden(bottleneck, 3);
            float[] dh = gradient(bottleneck, h, a, scale);
            FiniteDifferences.check(dh, h, 8e-3f, () -> value(bottleneck, h, a, scale));
        }
    }

    /** The gradient of a straight-through code is that of one that moves as what it stands for would. */
    @Test
    void gradientsThatPassStraightThroughAreThoseOfWhatTheCodeStandsFor() {
        straightThrough(new VectorQuantized(5, 3, 0.25f), h -> h);
        straightThrough(new VectorQuantized(4, 1, 0.5f), h -> h);
        straightThrough(new Binary(), h -> StrictFunctions.sigmoid(h));
    }

    private static void straightThrough(Bottleneck bottleneck, DoubleUnaryOperator meaning) {
        float[] a = normal(ROWS * CODE, 2);
        float[] h = hidden(bottleneck, 3);
        float[] start = h.clone();
        CodeBatch batch = training(bottleneck, h, KEY);
        float[] z = codes(bottleneck, batch);
        float[] dh = gradient(bottleneck, h, a, 0.7f);
        FiniteDifferences.check(dh, h, 8e-3f, () -> {
            double[] rowLoss = new double[ROWS];
            bottleneck.penalty(batch, 0.7, rowLoss);
            double sum = Arrays.stream(rowLoss).sum();
            for (int i = 0; i < z.length; i++) {
                double moved = z[i] + meaning.applyAsDouble(h[i]) - meaning.applyAsDouble(start[i]);
                sum += a[i] * moved + 0.5 * moved * moved;
            }
            return sum;
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void aWrittenCodeIsReadBackAsItWas(Bottleneck bottleneck) {
        CodeBatch batch = use(bottleneck, hidden(bottleneck, 8));
        bottleneck.forward(batch);
        float[] symbols = bottleneck.write(batch);
        assertThat(symbols).hasSize(ROWS * bottleneck.symbols(CODE));
        CodeBatch read = use(bottleneck, new float[batch.h().length]);
        bottleneck.read(symbols, read);
        assertThat(read.z()).isEqualTo(batch.z());
        for (float symbol : symbols) {
            assertThat(bottleneck.objection(symbol)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameKeyDrawsTheSameCodesAndUseDrawsNone(Bottleneck bottleneck) {
        float[] h = hidden(bottleneck, 4);
        float[] drawn = codes(bottleneck, training(bottleneck, h, 1));
        assertThat(codes(bottleneck, training(bottleneck, h, 1))).isEqualTo(drawn);
        assertThat(codes(bottleneck, use(bottleneck, h))).isEqualTo(codes(bottleneck, use(bottleneck, h)));
        boolean random = !Arrays.equals(drawn, codes(bottleneck, training(bottleneck, h, 2)));
        assertThat(random).isEqualTo(RANDOM.contains(bottleneck.getClass().getSimpleName()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void useLeavesTheStateAsItIs(Bottleneck bottleneck) {
        float[] state = state(bottleneck);
        bottleneck.forward(batch(hidden(bottleneck, 6), ROWS, CodeBatch.Purpose.USE, state));
        assertThat(state).isEqualTo(state(bottleneck));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRowAloneGivesWhatItGivesAmongOthers(Bottleneck bottleneck) {
        float[] h = hidden(bottleneck, 5);
        CodeBatch together = use(bottleneck, h);
        bottleneck.forward(together);
        double[] penalties = new double[ROWS];
        bottleneck.penalty(together, 1, penalties);
        int width = bottleneck.encoderOutputs(CODE);
        for (int r = 0; r < ROWS; r++) {
            CodeBatch alone = use(bottleneck, Arrays.copyOfRange(h, r * width, (r + 1) * width));
            double[] penalty = {7};
            bottleneck.forward(alone);
            bottleneck.penalty(alone, 1, penalty);
            assertThat(alone.z()).isEqualTo(Arrays.copyOfRange(together.z(), r * CODE, (r + 1) * CODE));
            assertThat(penalty[0] - 7).as("penalties are added").isCloseTo(penalties[r], within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void extremeInputsStayNumbers(Bottleneck bottleneck) {
        for (float extreme : new float[] {0f, 19.99f, 20f, 20.01f, 90f, 1e6f, -20f, -90f, -1e6f, 0x1p60f, -0x1p60f}) {
            float[] h = new float[ROWS * bottleneck.encoderOutputs(CODE)];
            Arrays.fill(h, extreme);
            double[] penalty = new double[ROWS];
            CodeBatch batch = training(bottleneck, h, KEY);
            for (float each : codes(bottleneck, batch)) {
                assertThat(each).isFinite();
            }
            bottleneck.penalty(batch, 1, penalty);
            assertThat(penalty[0]).as("%s", extreme).isFinite().isGreaterThanOrEqualTo(0);
            assertThat(bottleneck.together(batch, 1)).as("%s", extreme).isFinite();
            for (float each : gradient(bottleneck, h, new float[ROWS * CODE], 1f)) {
                assertThat(Float.isNaN(each)).isFalse();
            }
        }
    }

    @Test
    void beyondItsLimitsTheDivergenceStillBringsALogVarianceBack() {
        Variational variational = new Variational(1f);
        for (float s : new float[] {-60f, -20.5f, -19.5f, 19f, 20.5f, 24f}) {
            float[] h = new float[ROWS * 2 * CODE];
            for (int i = 0; i < h.length; i++) {
                h[i] = i % (2 * CODE) < CODE ? 0.5f : s;
            }
            CodeBatch batch = use(variational, h);
            float[] dh = new float[h.length];
            variational.backward(batch, new float[ROWS * CODE], dh, 1f);
            assertThat(Math.signum(dh[CODE])).isEqualTo(Math.signum(s));
            FiniteDifferences.check(dh, h, 0.05f, () -> {
                double[] penalty = new double[ROWS];
                variational.penalty(batch, 1, penalty);
                return Arrays.stream(penalty).sum();
            });
        }
    }

    @Test
    void theDivergenceIsThatOfTwoNormalDistributions() {
        double mean = 0.7;
        double s = -1.3;
        // ∫ q ln(q / p) over a grid, q = N(0.7, e^-1.3), p = N(0, 1)
        double divergence = 0;
        double deviation = Math.exp(s / 2);
        double step = 1e-3;
        for (double z = -8; z < 8; z += step) {
            double u = (z - mean) / deviation;
            double q = Math.exp(-u * u / 2) / (deviation * Math.sqrt(2 * Math.PI));
            divergence += q * (-u * u / 2 - s / 2 + z * z / 2) * step;
        }
        double[] penalty = {0};
        new Variational(2f).penalty(plain(new float[] {(float) mean, (float) s}, 1, 1, false), 0.25, penalty);
        assertThat(penalty[0]).isCloseTo(2 * 0.25 * divergence, within(1e-6));
        double[] none = {0};
        new Variational(1f).penalty(plain(new float[4], 1, 2, false), 1, none);
        assertThat(none[0]).isZero();
    }

    @Test
    void drawsHaveTheMeanAndTheVarianceThatTheEncoderGives() {
        int rows = 40_000;
        float[] h = new float[rows * 2];
        for (int r = 0; r < rows; r++) {
            h[2 * r] = 1.5f;
            h[2 * r + 1] = (float) Math.log(0.25);
        }
        float[] z = codes(new Variational(1f), plain(h, rows, 1, true));
        double sum = 0;
        double squares = 0;
        for (float each : z) {
            sum += each;
            squares += (each - 1.5) * (each - 1.5);
        }
        assertThat(sum / rows).isCloseTo(1.5, within(0.01));
        assertThat(squares / rows).isCloseTo(0.25, within(0.01));
        assertThat(codes(new Variational(1f), plain(h, rows, 1, false))).containsOnly(1.5f);
    }

    /** A batch of other codes, without state. */
    private static CodeBatch plain(float[] h, int rows, int code, boolean training) {
        CodeBatch.Purpose purpose = new CodeBatch.Purpose(training, KEY);
        return new CodeBatch(h, new float[rows * code], rows, code, purpose, new CodeBatch.State(new float[0], 0));
    }

    @Test
    void betaIsAtLeastZero() {
        for (float bad : new float[] {-1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Variational(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("beta must be 0 or more, got " + bad);
        }
    }
}
