package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Contractive;
import io.hourglass.model.Layout;
import io.hourglass.model.Plain;
import io.hourglass.model.Sparse;
import io.hourglass.model.TopK;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Optimizer;
import io.hourglass.optimizer.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrimmingTest {
    private static TrainingResult train(float[][] x, float[][] validation, int epochs, float trim) {
        AutoencoderSpec spec = Samples.plain(x[0].length, 2, new SquaredError());
        TrainingPlan usual = Samples.plan(epochs, 32);
        Updates updates = new Updates(
                Optimizer.of("adam"), usual.updates().rate(), new Schedule.Constant(), new Clipping.None(), trim);
        TrainingPlan plan = new TrainingPlan(epochs, 32, true, updates, usual.stopping(), usual.seed());
        return new Trainer(spec, plan, Engines.java())
                .train(MemoryRows.of(x), validation == null ? null : MemoryRows.of(validation));
    }

    /** Rows of a plane, and every eighth one far off it along a direction of its own. */
    private static float[][] dirty(int rows) {
        float[][] x = Samples.plane(rows, 6, 1);
        for (int r = 0; r < rows; r += 8) {
            Arrays.fill(x[r], 0f);
            x[r][5] = r % 16 == 0 ? 4f : -4f;
            x[r][0] = 4f;
        }
        return x;
    }

    private static double loss(Autoencoder model, float[][] x) {
        return Arrays.stream(x)
                .mapToDouble(row -> model.losses(row).rowLoss()[0])
                .average()
                .orElseThrow();
    }

    @Test
    void dirtyRowsAreNotLearntWhereTheyAreTrimmed() {
        float[][] x = dirty(400);
        float[][] clean = Samples.plane(100, 6, 1);
        double all = loss(train(x, null, 30, 0f).model(), clean);
        double trimmed = loss(train(x, null, 30, 0.15f).model(), clean);
        assertThat(trimmed).isLessThan(0.5 * all);
    }

    @Test
    void theFirstEpochLearnsFromAllRows() {
        float[][] x = dirty(200);
        assertThat(train(x, null, 1, 0.15f).model().weights())
                .isEqualTo(train(x, null, 1, 0f).model().weights());
        assertThat(train(x, null, 2, 0.15f).history().best().loss())
                .isLessThan(0.8 * train(x, null, 2, 0f).history().best().loss());
    }

    @Test
    void epochsAreJudgedByTheValidationRowsThatCount() {
        float[][] dirty = dirty(80);
        TrainingResult result = train(Samples.plane(200, 6, 1), dirty, 1, 0.15f);
        double[] losses = Arrays.stream(dirty)
                .mapToDouble(row -> result.model().losses(row).rowLoss()[0])
                .sorted()
                .limit(68)
                .toArray();
        assertThat(result.history().best().validationLoss())
                .isCloseTo(Arrays.stream(losses).average().orElseThrow(), within(1e-6));
    }

    @Test
    void theFirstOfEqualLossesAreLeftOut() {
        double[] losses = {1, 3, 2, 3, 3, 9};
        assertThat(Trimming.largest(losses, 5, 0.5f)).containsExactly(false, true, false, true, false);
        assertThat(Trimming.largest(losses, 6, 0.2f)).containsExactly(false, false, false, false, false, true);
        assertThat(Trimming.largest(losses, 5, 0.19f)).isNull();
    }

    @Test
    void gradientsOfTheOthersAreThoseOfTheirOwnMean() {
        float[] gradients = {1, 2, 3, 4, 5, 6};
        boolean[] left = {false, true, false};
        assertThat(Trimming.leaveOut(left, gradients, 2)).isEqualTo(1.5f);
        assertThat(gradients).containsExactly(1.5f, 3f, 0f, 0f, 7.5f, 9f);
        assertThat(Trimming.mean(new double[] {4, 1, 100, 3}, 0.25f)).isCloseTo(8 / 3.0, within(1e-12));
    }

    static List<AutoencoderSpec> losses() {
        Activation tanh = Activation.of(ActivationFunction.TANH);
        return List.of(
                WholeGradientTest.contractive(new Plain(), Dense.of(4), tanh),
                WholeGradientTest.contractive(new Sparse(0.2f), Dense.of(4)),
                WholeGradientTest.contractive(new TopK(1, 0.5f), Dense.of(4)),
                WholeGradientTest.contractive(new Contractive(0.5f), Dense.of(4), tanh),
                WholeGradientTest.contractive(new Contractive(0.5f), Dense.of(5), tanh, Dense.of(4)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void howFarARowLiesThatIsLeftOutIsAllTheSame(AutoencoderSpec spec) {
        float[][] x = Samples.plane(8, 6, 3);
        Step near = Step.of(spec, far(x, 40f), 0.125f);
        Step farther = Step.of(spec, far(x, 60f), 0.125f);
        assertThat(farther.gradient).isEqualTo(near.gradient);
        assertThat(farther.loss).isEqualTo(near.loss);
        assertThat(Step.of(spec, far(x, 60f), 0f).gradient).isNotEqualTo(near.gradient);
    }

    private static float[][] far(float[][] x, float distance) {
        float[][] far = x.clone();
        far[5] = x[5].clone();
        Arrays.fill(far[5], distance);
        return far;
    }

    /** Loss and gradient of a batch; half of the code is dead, where that means something. */
    private record Step(double loss, float[] gradient) {
        static Step of(AutoencoderSpec spec, float[][] x, float trim) {
            Layout layout = Layout.of(spec);
            float[] weights = layout.initialWeights(spec, 7);
            float[] state = layout.initialState(spec);
            for (int unit = 0; state.length > 0 && unit < 2; unit++) {
                state[unit] = 1000f;
                weights[layout.encoder().weight(0, 1) + unit] = -1000f; // so that it is never kept
            }
            int[] order = IntStream.range(0, x.length).toArray();
            try (Pass pass = new Pass(spec, layout, x.length, Engines.java(), Precision.F32)) {
                pass.load(weights, state);
                double loss = pass.train(new Feed.Wanted(MemoryRows.of(x), order, 0, x.length, 5), null, trim);
                return new Step(loss, pass.gradient().clone());
            }
        }
    }

    @Test
    void aShareThatLeavesNothingIsRefused() {
        assertThatThrownBy(() -> train(dirty(40), null, 1, 1f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the share of rows to trim lies in 0 to below 1, got 1.0");
    }
}
