package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.FiniteDifferences;
import io.hourglass.engine.Engines;
import io.hourglass.engine.JavaEngine;
import io.hourglass.engine.Precision;
import io.hourglass.loss.CategoricalCrossEntropy;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Head;
import io.hourglass.model.Layout;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.model.Predictor;
import io.hourglass.model.Variational;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.Initializer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A head that is trained with an autoencoder: their gradient, what it learns, and that it can be gone on with. */
class SupervisionTest {
    private static final int WIDTH = 6;
    private static final int CODE = 2;
    private static final int ROWS = 11;
    private static final long KEY = 5;
    private static final float[][] SAMPLE = Samples.plane(600, WIDTH, 1);

    private static AutoencoderSpec spec(Bottleneck bottleneck) {
        int outputs = bottleneck.encoderOutputs(CODE);
        return new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), Dense.of(8), Activation.of(ActivationFunction.TANH), Dense.of(outputs)),
                bottleneck,
                Network.of(Shape.of(CODE), Dense.of(8), Activation.of(ActivationFunction.TANH), Dense.of(WIDTH)),
                new SquaredError(),
                new NoCorruption());
    }

    private static Head head(int outputs, Loss loss, float dropout) {
        Network network = Network.of(
                Shape.of(CODE),
                Dense.of(7),
                Activation.of(ActivationFunction.TANH),
                new Dropout(dropout),
                Dense.of(outputs));
        return new Head(network, loss, 0.3f);
    }

    private static Head classes(float dropout) {
        return head(3, new CategoricalCrossEntropy(true), dropout);
    }

    /** Which third of the sample's first column a row lies in; every fourth row has no label. */
    private static MemoryRows thirds(int rows, boolean all) {
        MemoryRows truth = new MemoryRows(3, List.of());
        for (int r = 0; r < rows; r++) {
            float[] row = new float[3];
            if (!all && r % 4 == 1) {
                Arrays.fill(row, Float.NaN);
            } else {
                row[third(SAMPLE[r])] = 1f;
            }
            truth.add(row, 0);
        }
        return truth;
    }

    private static int third(float[] row) {
        return row[0] < 0.42f ? 0 : row[0] < 0.58f ? 1 : 2;
    }

    private static Supervision supervision(Head head, Rows truth) {
        return new Supervision(
                new Supervision.Lesson(head, Optional.empty()), truth, null, Optional.empty(), Optional.empty());
    }

    static Stream<Bottleneck> bottlenecks() {
        return Stream.of(new Plain(), new Variational(0.7f));
    }

    @ParameterizedTest
    @MethodSource("bottlenecks")
    void theGradientIsThatOfTheHeadAndTheReconstructionTogether(Bottleneck bottleneck) {
        checkGradient(spec(bottleneck), classes(0.4f), thirds(ROWS, false));
    }

    @Test
    void theGradientOfANumberIsTooWithTiedKernels() {
        AutoencoderSpec tied = new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), Dense.of(CODE)),
                new Plain(),
                Network.of(Shape.of(CODE), new Dense(WIDTH, true, true, new Initializer.GlorotUniform())),
                new SquaredError(),
                new NoCorruption());
        MemoryRows truth = new MemoryRows(1, List.of());
        for (int r = 0; r < ROWS; r++) {
            truth.add(new float[] {r == 3 ? Float.NaN : SAMPLE[r][0]}, 0);
        }
        checkGradient(tied, head(1, new SquaredError(), 0f), truth);
    }

    private static void checkGradient(AutoencoderSpec spec, Head head, Rows truth) {
        Layout layout = Layout.of(spec, head.network());
        float[] weights = layout.trainingWeights(spec, 7);
        head.network().initialise(weights, layout.head(), 9);
        RandomStream random = RandomStream.of(8);
        for (int i = 0; i < weights.length; i++) {
            weights[i] += 0.1f * random.nextGaussian(); // no gradient may hide behind a bias of 0
        }
        MemoryRows rows = MemoryRows.of(Arrays.copyOf(SAMPLE, ROWS));
        Pass.Computing computing = new Pass.Computing(Engines.java(), Precision.F32);
        try (Pass pass = new Pass(spec, layout, ROWS + 3, computing, Optional.of(supervision(head, truth)))) {
            Feed.Wanted wanted = new Feed.Wanted(rows, RowOrder.ascending(ROWS), 0, ROWS, KEY);
            pass.load(weights, layout.initialState(spec));
            pass.train(wanted, null, 0f);
            float[] gradient = pass.gradient().clone();
            assertThat(gradient).hasSize(layout.weightCount() + head.network().weightCount());
            FiniteDifferences.check(gradient, weights, 4e-3f, () -> {
                pass.load(weights, layout.initialState(spec));
                return pass.train(wanted, null, 0f) / ROWS;
            });
        }
    }

    @Test
    void aRowWithoutALabelCountsForTheReconstructionAlone() {
        AutoencoderSpec spec = spec(new Plain());
        Head head = classes(0f);
        MemoryRows none = new MemoryRows(3, List.of());
        for (int r = 0; r < ROWS; r++) {
            none.add(new float[] {Float.NaN, Float.NaN, Float.NaN}, 0);
        }
        Layout layout = Layout.of(spec, head.network());
        float[] weights = layout.trainingWeights(spec, 7);
        head.network().initialise(weights, layout.head(), 9);
        MemoryRows rows = MemoryRows.of(Arrays.copyOf(SAMPLE, ROWS));
        Feed.Wanted wanted = new Feed.Wanted(rows, RowOrder.ascending(ROWS), 0, ROWS, KEY);
        Pass.Computing computing = new Pass.Computing(Engines.java(), Precision.F32);
        try (Pass taught = new Pass(spec, layout, ROWS, computing, Optional.of(supervision(head, none)));
                Pass alone = new Pass(spec, Layout.of(spec), ROWS, Engines.java(), Precision.F32)) {
            taught.load(weights, new float[0]);
            alone.load(weights, new float[0]);
            double loss = alone.train(wanted, null, 0f);
            // a nat of a mean over six values is a sixth, and the reconstruction counts 0.3
            assertThat(taught.train(wanted, null, 0f)).isCloseTo(0.3 * WIDTH * loss, within(1e-5));
            for (int i = 0; i < layout.weightCount(); i++) {
                assertThat((double) taught.gradient()[i]).isCloseTo(0.3 * WIDTH * alone.gradient()[i], within(1e-5));
            }
        }
    }

    private static TrainingPlan plan(int epochs) {
        Updates updates = new Updates(new Adam(), 0.01f, new Schedule.Constant(), new Clipping.None());
        return new TrainingPlan(epochs, 32, true, updates, Stopping.never(), 3);
    }

    private static Trainer trainer(int epochs, Optional<Autoencoder> start) {
        Supervision.Lesson lesson = new Supervision.Lesson(classes(0.1f), Optional.empty());
        return new Trainer(spec(new Plain()), plan(epochs), Engines.java())
                .supervision(new Supervision(lesson, thirds(400, false), thirds(100, true), start, Optional.empty()));
    }

    private static TrainingResult train(Trainer trainer) {
        return trainer.train(MemoryRows.of(Arrays.copyOf(SAMPLE, 400)), MemoryRows.of(Arrays.copyOf(SAMPLE, 100)));
    }

    @Test
    void theHeadLearnsToTellClassesOfRowsThatItHasNotSeen() {
        TrainingResult result = train(trainer(30, Optional.empty()));
        Predictor predictor = result.predictor().orElseThrow();
        int right = 0;
        for (int r = 400; r < 600; r++) {
            float[] logits = predictor.outputs(result.model().encode(SAMPLE[r]));
            int best = logits[0] > logits[1] && logits[0] > logits[2] ? 0 : logits[1] > logits[2] ? 1 : 2;
            right += best == third(SAMPLE[r]) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(180);
        // epochs are judged by the head's loss alone, which beats that of guessing
        assertThat(result.history().best().validationLoss()).isLessThan(0.3 * Math.log(3));
    }

    @Test
    void epochsAreJudgedByWhoeverSeesAllOutputsAtOnce() {
        List<float[]> seen = new ArrayList<>();
        Supervision.Judge judge = outputs -> {
            seen.add(outputs.clone());
            return seen.size() == 2 ? 1 : 5; // the second of four epochs is the best
        };
        Supervision.Lesson lesson = new Supervision.Lesson(classes(0.1f), Optional.empty());
        TrainingResult result = train(new Trainer(spec(new Plain()), plan(4), Engines.java())
                .supervision(new Supervision(
                        lesson, thirds(400, false), thirds(100, true), Optional.empty(), Optional.of(judge))));
        assertThat(result.history().bestEpoch()).isEqualTo(2);
        assertThat(result.history().best().validationLoss()).isEqualTo(1);
        float[] codes = result.model().encode(SAMPLE[0]);
        assertThat(Arrays.copyOf(seen.get(1), 3))
                .containsExactly(result.predictor().orElseThrow().outputs(codes));
        assertThat(seen.get(1)).hasSize(300);
    }

    @Test
    void aStartIsWhereTheAutoencoderBegins() {
        Autoencoder before = new Trainer(spec(new Plain()), plan(20), Engines.java())
                .train(MemoryRows.of(SAMPLE), null)
                .model();
        double fresh = train(trainer(1, Optional.empty())).history().best().loss();
        assertThat(train(trainer(1, Optional.of(before))).history().best().loss())
                .isLessThan(fresh);
    }

    @Test
    void aTrainingThatGoesOnEndsInTheSameBits(@TempDir Path folder) {
        TrainingResult whole = train(trainer(6, Optional.empty()));
        train(trainer(3, Optional.empty()).checkpoints(folder, false));
        TrainingResult resumed = train(trainer(6, Optional.empty()).checkpoints(folder, true));
        assertThat(resumed.predictor().orElseThrow().weights())
                .containsExactly(whole.predictor().orElseThrow().weights());
        assertThat(resumed.model().weights()).containsExactly(whole.model().weights());
    }

    @Test
    void aCheckpointOfOtherLabelsOrAnotherHeadIsRefused(@TempDir Path folder) {
        train(trainer(2, Optional.empty()).checkpoints(folder, false));
        Trainer alone = new Trainer(spec(new Plain()), plan(2), Engines.java()).checkpoints(folder, true);
        assertThatThrownBy(() -> train(alone))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the data", "the head");
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        float[] one = bits(1);
        assertThat(bits(3)).containsExactly(one);
    }

    private static float[] bits(int threads) {
        Supervision.Lesson lesson = new Supervision.Lesson(classes(0.2f), Optional.empty());
        try (JavaEngine engine = new JavaEngine(threads)) {
            Trainer trainer = new Trainer(spec(new Plain()), plan(2), engine)
                    .supervision(new Supervision(
                            lesson, thirds(400, false), thirds(100, true), Optional.empty(), Optional.empty()));
            return train(trainer).predictor().orElseThrow().weights();
        }
    }

    @Test
    void labelsOfOtherRowsAndHeadsWithStateAreRefused() {
        Trainer few = new Trainer(spec(new Plain()), plan(1), Engines.java())
                .supervision(supervision(classes(0f), thirds(10, true)));
        assertThatThrownBy(() -> few.train(MemoryRows.of(SAMPLE), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10", "600");
        Network normed = Network.of(Shape.of(CODE), new BatchNorm(0.9f, 1e-3f), Dense.of(3));
        assertThatThrownBy(() -> new Head(normed, new CategoricalCrossEntropy(true), 0.1f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("state");
    }
}
