package io.hourglass.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.math.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every optimizer; a new one cannot escape it. */
class OptimizerContractTest {
    private static final int LENGTH = 133;

    static List<Optimizer> all() {
        return List.of(
                new Sgd(),
                new Sgd(0.9f, false),
                new Sgd(0.9f, true),
                new Adadelta(),
                new Adagrad(),
                new RmsProp(),
                new Adam(),
                new AdamW());
    }

    @Test
    void theContractCoversEveryOptimizer() {
        Class<?>[] permitted = Optimizer.class.getPermittedSubclasses();
        assertThat(all().stream().map(Object::getClass).distinct()).containsExactlyInAnyOrder(permitted);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyOptimizerIsFoundByItsNameWithItsDefaults(Optimizer optimizer) {
        assertThat(Optimizer.of(optimizer.name())).hasSameClassAs(optimizer);
        assertThat(optimizer.defaultRate()).isPositive();
    }

    @Test
    void anUnknownNameListsTheOnesThereAre() {
        assertThat(Optimizer.of("AdamW")).isEqualTo(new AdamW());
        assertThatThrownBy(() -> Optimizer.of("adamx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an optimizer is one of sgd, adam, adamw, adadelta, adagrad, rmsprop; got adamx");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theBitsDoNotDependOnHowTheBlockIsSplit(Optimizer optimizer) {
        for (int seed = 0; seed < 10; seed++) {
            var whole = new Run(optimizer, seed);
            var parts = new Run(optimizer, seed);
            var cuts = RandomStream.of(seed, 1);
            for (int step = 1; step <= 5; step++) {
                float[] gradient = RandomStream.of(seed, 2, step).gaussians(LENGTH);
                int cut = cuts.nextInt(LENGTH);
                whole.step(gradient, 0, LENGTH, step);
                parts.step(gradient, cut, LENGTH, step);
                parts.step(gradient, 0, cut, step);
            }
            assertThat(parts.weights).isEqualTo(whole.weights);
            assertThat(parts.slots).isDeepEqualTo(whole.slots);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingOutsideTheRangeIsTouched(Optimizer optimizer) {
        var run = new Run(optimizer, 3);
        var before = new Run(optimizer, 3);
        float[] gradient = RandomStream.of(4).gaussians(LENGTH);
        float[] copy = gradient.clone();
        run.step(gradient, 40, 90, 1);
        assertThat(gradient).isEqualTo(copy);
        for (int i = 0; i < LENGTH; i++) {
            boolean inside = i >= 40 && i < 90;
            assertThat(run.weights[i] != before.weights[i]).isEqualTo(inside);
            for (int slot = 0; slot < run.slots.length && !inside; slot++) {
                assertThat(run.slots[slot][i]).isEqualTo(before.slots[slot][i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSmallQuadraticIsMinimised(Optimizer optimizer) {
        var run = new Run(optimizer, 5);
        float rate = optimizer instanceof Adadelta ? 10 : optimizer instanceof Adagrad ? 0.5f : 10 * run.rate;
        double start = run.distance();
        for (int step = 1; step <= 3000; step++) {
            run.rate = rate / (1 + step / 300f);
            float[] gradient = run.weights.clone();
            for (int i = 0; i < LENGTH; i++) {
                gradient[i] = (1 + i % 5) * (gradient[i] - 0.5f);
            }
            run.step(gradient, 0, LENGTH, step);
        }
        assertThat(run.distance()).isLessThan(0.02 * start);
    }

    /** Moments that fade must not end among the denormals, where every operation costs a hundred times more. */
    @ParameterizedTest
    @MethodSource("all")
    void tenThousandStepsWithoutGradientLeaveNoDenormals(Optimizer optimizer) {
        var run = new Run(optimizer, 6);
        for (int step = 1; step <= 10; step++) {
            run.step(RandomStream.of(7, step).gaussians(LENGTH), 0, LENGTH, step);
        }
        float[] nothing = new float[LENGTH];
        for (int step = 11; step <= 10_010; step++) {
            run.step(nothing, 0, LENGTH, step);
            for (float[] slot : run.slots) {
                for (float value : slot) {
                    boolean restsAboveTheDenormals = value == 0 || Math.abs(value) >= 0x1p-103f;
                    assertThat(restsAboveTheDenormals).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aGradientThatIsNotANumberIsSeenInTheWeights(Optimizer optimizer) {
        var run = new Run(optimizer, 8);
        float[] gradient = new float[LENGTH];
        gradient[17] = Float.NaN;
        run.step(gradient, 0, LENGTH, 1);
        assertThat(run.weights[17]).isNaN();
        assertThat(run.weights[18]).isFinite();
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1, 2, Float.NaN})
    void coefficientsOutsideTheirRangeAreRefused(float wrong) {
        assertThatThrownBy(() -> new Sgd(wrong, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Adam(wrong, 0.9f, 1e-7f)).hasMessageContaining("beta1");
        assertThatThrownBy(() -> new AdamW(0.9f, wrong, 1e-7f, 0)).hasMessageContaining("beta2");
        assertThatThrownBy(() -> new RmsProp(wrong, 1e-7f)).hasMessageContaining("rho");
        assertThatThrownBy(() -> new Adadelta(wrong, 1e-7f)).hasMessageContaining("rho");
    }

    @Test
    void otherSenselessSettingsAreRefused() {
        assertThatThrownBy(() -> new Adam(0.9f, 0.999f, 0)).hasMessageContaining("epsilon");
        assertThatThrownBy(() -> new Adagrad(-1, 1e-7f)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new AdamW(Float.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
        assertThatThrownBy(() -> new Sgd(0, true)).hasMessageContaining("momentum above 0");
    }

    /** Weights and state of one training. */
    private static final class Run {
        private final Optimizer optimizer;
        private final float[] weights;
        private final float[][] slots;
        private float rate;

        Run(Optimizer optimizer, long seed) {
            this.optimizer = optimizer;
            weights = RandomStream.of(seed).gaussians(LENGTH);
            slots = new float[optimizer.slots()][LENGTH];
            for (float[] slot : slots) {
                Arrays.fill(slot, Float.NaN);
            }
            optimizer.initialise(slots);
            rate = optimizer.defaultRate();
        }

        void step(float[] gradient, int from, int to, long step) {
            optimizer.step(weights, gradient, slots, from, to, rate, step);
        }

        double distance() {
            double sum = 0;
            for (float weight : weights) {
                sum += (weight - 0.5) * (weight - 0.5);
            }
            return Math.sqrt(sum);
        }
    }
}
