package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.FiniteDifferences;
import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.model.Adversarial;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.CodeBatch;
import io.hourglass.model.Layout;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** The discriminator: its gradient, that of deceiving it, and what codes come to. */
class AdversaryTest {
    private static final int WIDTH = 12;
    private static final int CODE = 2;
    private static final int ROWS = 9;
    private static final long KEY = 5;
    private static final float WEIGHT = 3f;
    private static final float[][] SAMPLE = Samples.plane(800, WIDTH, 1);

    private static AutoencoderSpec spec(Bottleneck bottleneck) {
        return new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), Dense.of(16), Activation.of(ActivationFunction.TANH), Dense.of(CODE)),
                bottleneck,
                Network.of(Shape.of(CODE), Dense.of(16), Activation.of(ActivationFunction.TANH), Dense.of(WIDTH)),
                new SquaredError(),
                new NoCorruption());
    }

    /** An autoencoder with its discriminator amid a training. */
    private static final class Sides implements AutoCloseable {
        final AutoencoderSpec spec = spec(new Adversarial(WEIGHT));
        final Layout layout = Layout.of(spec);
        final float[] weights = layout.trainingWeights(spec, 7);
        final float[] rows = Arrays.copyOf(flat(), ROWS * WIDTH);
        final Pass pass = new Pass(spec, layout, ROWS + 3, Engines.java(), Precision.F32);
        final Session discriminator =
                Engines.java().open(spec.bottleneck().discriminator(CODE), layout.discriminator(), ROWS, Precision.F32);

        Sides() {
            RandomStream random = RandomStream.of(8);
            for (int i = 0; i < weights.length; i++) {
                weights[i] += 0.1f * random.nextGaussian(); // no gradient may hide behind a bias of 0
            }
        }

        double loss() {
            pass.load(weights, new float[0]);
            Rows those = MemoryRows.of(Arrays.copyOf(SAMPLE, ROWS));
            return pass.train(new Feed.Wanted(those, RowOrder.ascending(ROWS), 0, ROWS, KEY), null, 0f) / ROWS;
        }

        float[] codes() {
            return new Autoencoder(spec, Arrays.copyOf(weights, layout.weightCount()), new float[0]).encode(rows);
        }

        /** The draws that the pass makes beside its batch: the third of its keys is that of the codes. */
        float[] draws() {
            return batch(new float[0]).prior();
        }

        CodeBatch batch(float[] codes) {
            RandomStream keys = RandomStream.of(KEY);
            keys.nextLong();
            keys.nextLong();
            return new CodeBatch(codes, codes, ROWS, CODE, new CodeBatch.Purpose(true, keys.nextLong()), null);
        }

        /** The mean of -ln D, or of -ln (1 - D), of codes. */
        double surprise(float[] codes, boolean drawn) {
            float[] logits = new float[ROWS];
            discriminator.load(weights, new float[0]);
            discriminator.forward(codes, ROWS, logits, Mode.INFER, 0);
            double sum = 0;
            for (float logit : logits) {
                sum += Math.log1p(Math.exp(drawn ? -logit : logit));
            }
            return sum / ROWS;
        }

        /** Fails unless the gradient of some of the weights is that of a loss. */
        void check(int from, int to, DoubleSupplier value) {
            float[] gradient = Arrays.copyOfRange(pass.gradient(), from, to);
            float[] moved = Arrays.copyOfRange(weights, from, to);
            FiniteDifferences.check(gradient, moved, 4e-3f, () -> {
                System.arraycopy(moved, 0, weights, from, moved.length);
                return value.getAsDouble();
            });
        }

        @Override
        public void close() {
            pass.close();
            discriminator.close();
        }
    }

    private static float[] flat() {
        float[] flat = new float[SAMPLE.length * WIDTH];
        for (int r = 0; r < SAMPLE.length; r++) {
            System.arraycopy(SAMPLE[r], 0, flat, r * WIDTH, WIDTH);
        }
        return flat;
    }

    @Test
    void theDiscriminatorLearnsToTellCodesFromDraws() {
        try (Sides sides = new Sides()) {
            sides.loss();
            float[] codes = sides.codes();
            float[] draws = sides.draws();
            sides.check(
                    sides.layout.weightCount(),
                    sides.layout.trainedCount(),
                    () -> (sides.surprise(codes, false) + sides.surprise(draws, true)) / 2);
        }
    }

    @Test
    void theEncoderLearnsToDeceiveItAndTheDecoderToRebuild() {
        try (Sides sides = new Sides()) {
            sides.loss();
            double nat = sides.spec.loss().nat(WIDTH);
            sides.check(
                    0,
                    sides.layout.weightCount(),
                    () -> sides.loss() + WEIGHT * nat * sides.surprise(sides.codes(), true));
        }
    }

    @Test
    void rowsThatAreLeftOutSayNothingToEitherSide() {
        try (Sides sides = new Sides();
                Adversary adversary = Adversary.of(sides.spec, sides.layout, ROWS, Engines.java(), Precision.F32)
                        .orElseThrow()) {
            adversary.load(sides.weights, new float[0]);
            boolean[] left = new boolean[ROWS];
            Arrays.fill(left, true);
            float[] dh = new float[ROWS * CODE];
            float[] codes = sides.codes();
            adversary.train(sides.batch(codes), left, 1f, dh, sides.pass.gradient());
            assertThat(dh).containsOnly(0f);
            float[] draws = sides.draws();
            sides.check(sides.layout.weightCount(), sides.layout.trainedCount(), () -> sides.surprise(draws, true) / 2);
            adversary.train(sides.batch(codes), null, 1f, dh, sides.pass.gradient());
            assertThat(dh).doesNotContain(0f);
        }
    }

    @Test
    void theModelIsWithoutTheDiscriminator() {
        AutoencoderSpec spec = spec(new Adversarial(1f));
        Layout layout = Layout.of(spec);
        int discriminator = CODE * 128 + 128 + 128 * 128 + 128 + 128 + 1;
        assertThat(layout.trainedCount()).isEqualTo(layout.weightCount() + discriminator);
        assertThat(layout.weightCount()).isEqualTo(Layout.of(spec(new Plain())).weightCount());
        assertThat(Layout.of(spec(new Adversarial(0f))).trainedCount()).isEqualTo(layout.weightCount());
        assertThat(trained(1f, 1, 0.01f).model().weights()).hasSize(layout.weightCount());
    }

    private static TrainingResult trained(float weight, int epochs, float rate) {
        return new Trainer(spec(new Adversarial(weight)), Samples.plan(epochs, 32, "adam", rate), Engines.java())
                .train(MemoryRows.of(SAMPLE), MemoryRows.of(Samples.plane(100, WIDTH, 2)));
    }

    private static Map<String, Double> measures(TrainingResult result) {
        return result.model().tally(flat()).measures();
    }

    @Test
    void codesAreNearlyNormalAndThoseOfAPlainOneAreNot() {
        TrainingResult result = trained(0.1f, 60, 0.003f);
        assertThat(measures(result).get("meanOffset")).isLessThan(0.2);
        assertThat(measures(result).get("leastDeviation")).isCloseTo(1, within(0.15));
        assertThat(measures(result).get("greatestDeviation")).isCloseTo(1, within(0.15));
        assertThat(result.findings()).noneMatch(words -> words.contains("discriminator"));
        assertThat(result.model().generate(5, 1)).hasSize(5 * WIDTH);
        assertThat(Math.abs(measures(trained(0f, 60, 0.003f)).get("leastDeviation") - 1))
                .isGreaterThan(0.3);
    }

    @Test
    void codesThatTheDiscriminatorTellsAreSaid() {
        TrainingResult result = trained(1f, 20, 0.01f); // so steep that the encoder runs away from it
        assertThat(measures(result).get("meanOffset")).isGreaterThan(2);
        assertThat(result.findings()).anyMatch(words -> words.contains("the discriminator wins"));
    }

    @Test
    void aTallyTellsMeanAndDeviationOfEachNumber() {
        AutoencoderSpec spec = spec(new Adversarial(1f));
        var tally = spec.bottleneck().tally(2);
        float[] z = {1, 4, -1, 2, 1, 4, -1, 2};
        tally.add(new CodeBatch(z, z, 4, 2, CodeBatch.Purpose.USE, null));
        assertThat(tally.measures())
                .isEqualTo(Map.of("meanOffset", 3.0, "leastDeviation", 1.0, "greatestDeviation", 1.0));
        assertThat(tally.findings()).hasSize(1);
        assertThat(tally.findings().get(0)).startsWith("1 of the 2 numbers of the code do not follow");
    }
}
