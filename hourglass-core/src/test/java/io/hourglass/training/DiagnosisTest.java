package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.engine.Engines;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Conv2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Initializer;
import io.hourglass.network.Network;
import io.hourglass.network.Padding;
import io.hourglass.network.Reshape;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosisTest {
    private static AutoencoderSpec relu(int width, Loss loss) {
        return new AutoencoderSpec(
                Network.of(Shape.of(width), Dense.of(16), Activation.of(ActivationFunction.RELU), Dense.of(2)),
                new Plain(),
                Network.of(Shape.of(2), Dense.of(16), Activation.of(ActivationFunction.RELU), Dense.of(width)),
                loss,
                new NoCorruption());
    }

    private static List<String> findings(AutoencoderSpec spec, float[] weights, Rows rows) {
        return Diagnosis.of(new Autoencoder(spec, weights, new float[0]), rows, Engines.java());
    }

    private static float[] weights(AutoencoderSpec spec) {
        return Layout.of(spec).initialWeights(spec, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RELU", "TANH", "SIGMOID", "GELU"})
    void aHealthyTrainingIsLeftWithoutWords(ActivationFunction function) {
        AutoencoderSpec spec = new AutoencoderSpec(
                Network.of(Shape.of(6), Dense.of(16), Activation.of(function), Dense.of(2)),
                new Plain(),
                Network.of(
                        Shape.of(2),
                        Dense.of(16),
                        Activation.of(function),
                        Dense.of(6),
                        Activation.of(ActivationFunction.SIGMOID)),
                new BinaryCrossEntropy(false),
                new NoCorruption());
        List<String> noticed = new ArrayList<>();
        TrainingResult result = new Trainer(spec, Samples.plan(60, 32), Engines.java())
                .listener(new TrainingListener() {
                    @Override
                    public void noticed(String finding) {
                        noticed.add(finding);
                    }
                })
                .train(MemoryRows.of(Samples.plane(400, 6, 1)), MemoryRows.of(Samples.plane(50, 6, 2)));
        assertThat(noticed).isEmpty();
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void ofATrainingOfAllKindsOfCellsOnlyTheNumbersThatCollapsedAreSaid() {
        TrainingResult result = new Trainer(Samples.everything(), Samples.plan(12, 32), Engines.java())
                .train(Samples.cells(600, 1), Samples.cells(100, 2));
        assertThat(result.findings())
                .as("one cause lies behind the rows")
                .singleElement()
                .asString()
                .startsWith("2 of the 3 numbers of the code have a divergence below 0.01 nats");
    }

    @Test
    void aConstantOutputIsNamed() {
        AutoencoderSpec spec = relu(6, new SquaredError());
        float[] weights = weights(spec);
        Layout layout = Layout.of(spec);
        int kernel = layout.decoder().weight(2, 0);
        Arrays.fill(weights, kernel, kernel + 16 * 6, 0f);
        assertThat(findings(spec, weights, MemoryRows.of(Samples.plane(100, 6, 1))))
                .containsExactly("The output is the same for every row: the network learnt a constant. "
                        + "Try a lower learning rate, another activation, or more epochs.");
    }

    @Test
    void aLossNoBetterThanTheMeansIsNamed() {
        List<String> findings = new Trainer(
                        Samples.plain(6, 2, new SquaredError()), Samples.plan(1, 32, "sgd", 1e-8f), Engines.java())
                .train(MemoryRows.of(Samples.plane(100, 6, 1)), null)
                .findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0))
                .startsWith("The reconstruction is no better than predicting the mean (squared error");
    }

    @Test
    void numbersOfTheCodeThatAreTheSameForEveryRowAreCounted() {
        AutoencoderSpec spec = relu(6, new SquaredError());
        float[] weights = weights(spec);
        int kernel = Layout.of(spec).encoder().weight(2, 0);
        for (int i = 0; i < 16; i++) {
            weights[kernel + 2 * i + 1] = 0f; // the second number of the code
        }
        assertThat(findings(spec, weights, MemoryRows.of(Samples.plane(100, 6, 1))))
                .contains("1 of the 2 numbers of the code are the same for every row:"
                        + " a narrower code would do as well.");
        Arrays.fill(weights, kernel, kernel + 32, 0f);
        assertThat(findings(spec, weights, MemoryRows.of(Samples.plane(100, 6, 1))))
                .anyMatch(finding -> finding.startsWith("2 of the 2 numbers of the code")
                        && finding.contains("the code carries nothing"));
    }

    @Test
    void deadUnitsAreCountedInEncoderAndDecoder() {
        AutoencoderSpec spec = relu(6, new SquaredError());
        float[] weights = weights(spec);
        Layout layout = Layout.of(spec);
        int bias = layout.encoder().weight(0, 1);
        Arrays.fill(weights, bias, bias + 9, -50f);
        Arrays.fill(weights, bias + 9, bias + 16, 5f);
        Arrays.fill(weights, layout.decoder().weight(0, 1), layout.decoder().weight(0, 1) + 16, -50f);
        List<String> findings = findings(spec, weights, MemoryRows.of(Samples.plane(700, 6, 1)));
        assertThat(findings)
                .anyMatch(finding -> finding.startsWith("9 of the 16 units after layer 1 of the encoder are dead"))
                .anyMatch(finding -> finding.startsWith("16 of the 16 units after layer 1 of the decoder are dead"));
    }

    @Test
    void aUnitThatWakesForOneRowIsNotDead() {
        AutoencoderSpec spec = relu(6, new SquaredError());
        float[] weights = weights(spec);
        Layout layout = Layout.of(spec);
        int bias = layout.encoder().weight(0, 1);
        Arrays.fill(weights, bias, bias + 16, -50f);
        float[][] x = Samples.plane(700, 6, 1);
        Arrays.fill(x[699], 1e4f);
        int kernel = layout.encoder().weight(0, 0);
        for (int i = kernel; i < kernel + 6 * 16; i++) {
            weights[i] = Math.abs(weights[i]) + 0.01f;
        }
        assertThat(findings(spec, weights, MemoryRows.of(x))).noneMatch(finding -> finding.contains("of the encoder"));
    }

    @Test
    void theUnitsOfAConvolutionAreItsChannels() {
        AutoencoderSpec spec = new AutoencoderSpec(
                Network.of(
                        Shape.of(16),
                        new Reshape(Shape.of(4, 4, 1)),
                        new Conv2d(3, Window.square(3, 1, Padding.SAME), true, new Initializer.HeNormal()),
                        Activation.of(ActivationFunction.RELU),
                        new Reshape(Shape.of(48)),
                        Dense.of(2)),
                new Plain(),
                Network.of(Shape.of(2), Dense.of(16)),
                new SquaredError(),
                new NoCorruption());
        float[] weights = weights(spec);
        int bias = Layout.of(spec).encoder().weight(1, 1);
        weights[bias] = -50f;
        weights[bias + 2] = -50f;
        weights[bias + 1] = 1f;
        assertThat(findings(spec, weights, MemoryRows.of(Samples.plane(100, 16, 1))))
                .anyMatch(finding -> finding.startsWith("2 of the 3 units after layer 2 of the encoder are dead"));
    }

    @Test
    void anUnscaledInputIsNamedBeforeTrainingAndInTheFindings() {
        float[][] x = Samples.plane(100, 6, 1);
        for (float[] row : x) {
            for (int i = 1; i < 6; i++) {
                row[i] = 1000 * row[i] + i;
            }
        }
        List<String> noticed = new ArrayList<>();
        TrainingResult result = new Trainer(relu(6, new SquaredError()), Samples.plan(1, 32), Engines.java())
                .listener(new TrainingListener() {
                    @Override
                    public void noticed(String finding) {
                        noticed.add(finding);
                    }
                })
                .train(MemoryRows.of(x), null);
        assertThat(noticed.get(0))
                .startsWith("The input is not scaled: column 1 (typically ")
                .contains(" and 2 more; values of the order of one");
        assertThat(result.findings()).isEqualTo(noticed);
    }

    @Test
    void missingValuesDoNotHideThatAColumnIsUnscaled() {
        MemoryRows rows = new MemoryRows(1, List.of("wage"));
        for (int r = 0; r < 100; r++) {
            rows.add(new float[] {r % 10 == 0 ? 200f : Float.NaN}, 0);
        }
        assertThat(RowChecks.scaling(rows))
                .containsExactly("The input is not scaled: 'wage' (typically 200);"
                        + " values of the order of one train far better.");
    }

    @Test
    void constantDataAndFewRowsAreLeftWithoutWords() {
        float[][] same = new float[50][6];
        RandomStream random = RandomStream.of(1);
        for (int i = 0; i < 6; i++) {
            float value = random.nextFloat();
            for (float[] row : same) {
                row[i] = value;
            }
        }
        AutoencoderSpec spec = relu(6, new SquaredError());
        assertThat(findings(spec, weights(spec), MemoryRows.of(same)))
                .noneMatch(finding -> finding.contains("constant") || finding.contains("mean"));
        assertThat(findings(spec, new float[weights(spec).length], MemoryRows.of(Samples.plane(15, 6, 1))))
                .isEmpty();
    }
}
