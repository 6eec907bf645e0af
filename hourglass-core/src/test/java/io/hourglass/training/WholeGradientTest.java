package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.FiniteDifferences;
import io.hourglass.engine.Engines;
import io.hourglass.loss.AbsoluteError;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.CategoricalCrossEntropy;
import io.hourglass.loss.Cauchy;
import io.hourglass.loss.Huber;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.math.Softmax;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Binary;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Contractive;
import io.hourglass.model.Gaussian;
import io.hourglass.model.Layout;
import io.hourglass.model.Masked;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.model.Sparse;
import io.hourglass.model.SparseRate;
import io.hourglass.model.Variational;
import io.hourglass.model.VectorQuantized;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of the whole loss, through decoder, bottleneck and encoder, against finite differences. */
class WholeGradientTest {
    private static final int WIDTH = 6;
    private static final int ROWS = 7;
    private static final long KEY = 5;

    static List<Arguments> activationsAndLosses() {
        List<Arguments> all = new ArrayList<>();
        List<Loss> losses = List.of(
                new SquaredError(),
                new AbsoluteError(),
                new Cauchy(),
                new Huber(0.3f),
                new BinaryCrossEntropy(false),
                new BinaryCrossEntropy(true),
                new CategoricalCrossEntropy(false),
                new CategoricalCrossEntropy(true));
        for (ActivationFunction function : ActivationFunction.values()) {
            losses.forEach(loss -> all.add(Arguments.of(function, loss)));
        }
        return all;
    }

    private static AutoencoderSpec spec(ActivationFunction last, Loss loss) {
        return new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), Dense.of(4), Activation.of(ActivationFunction.TANH), Dense.of(2)),
                new Plain(),
                Network.of(Shape.of(2), Dense.of(WIDTH), Activation.of(last)),
                loss,
                new NoCorruption());
    }

    /** Rows that are distributions, which every loss accepts. */
    private static MemoryRows distributions() {
        RandomStream random = RandomStream.of(3);
        MemoryRows rows = new MemoryRows(WIDTH, List.of());
        for (int r = 0; r < ROWS; r++) {
            float[] row = random.gaussians(WIDTH);
            Softmax.apply(row, row, 0, WIDTH);
            rows.add(row, 0);
        }
        return rows;
    }

    private static float[] weights(AutoencoderSpec spec) {
        Layout layout = Layout.of(spec);
        float[] weights = layout.initialWeights(spec, 7);
        RandomStream random = RandomStream.of(8);
        for (int i = 0; i < weights.length; i++) {
            weights[i] += 0.1f * random.nextGaussian(); // no gradient may hide behind a bias of 0
        }
        return weights;
    }

    private static int[] order(int rows) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = rows - 1 - i;
        }
        return order;
    }

    /** The mean loss of a training pass. */
    private static double loss(Pass pass, AutoencoderSpec spec, Rows rows, float[] weights) {
        pass.load(weights, Layout.of(spec).initialState(spec));
        return pass.train(new Feed.Wanted(rows, order(rows.count()), 0, rows.count(), KEY), null, 0f) / rows.count();
    }

    private static void check(AutoencoderSpec spec, Rows rows, float step) {
        float[] weights = weights(spec);
        try (Pass pass =
                new Pass(spec, Layout.of(spec), rows.count() + 3, Engines.java(), io.hourglass.engine.Precision.F32)) {
            loss(pass, spec, rows, weights);
            float[] gradient = pass.gradient().clone();
            FiniteDifferences.check(gradient, weights, step, () -> loss(pass, spec, rows, weights));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("activationsAndLosses")
    void everyActivationMeetsEveryLoss(ActivationFunction last, Loss loss) {
        check(spec(last, loss).fused(), distributions(), 4e-3f);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("activationsAndLosses")
    void fusingChangesNeitherReconstructionNorLoss(ActivationFunction last, Loss loss) {
        AutoencoderSpec spec = spec(last, loss);
        AutoencoderSpec fused = spec.fused();
        boolean expected = (last == ActivationFunction.SIGMOID && loss.equals(new BinaryCrossEntropy(false)))
                || (last == ActivationFunction.SOFTMAX && loss.equals(new CategoricalCrossEntropy(false)));
        assertThat(fused.equals(spec)).isEqualTo(!expected);
        assertThat(fused.fused()).isEqualTo(fused);
        float[] weights = weights(spec);
        MemoryRows rows = distributions();
        double[] losses = new double[2];
        float[][] gradients = new float[2][];
        for (int i = 0; i < 2; i++) {
            AutoencoderSpec each = i == 0 ? spec : fused;
            try (Pass pass = new Pass(each, Layout.of(each), ROWS, Engines.java(), io.hourglass.engine.Precision.F32)) {
                losses[i] = loss(pass, each, rows, weights);
                gradients[i] = pass.gradient().clone();
            }
        }
        assertThat(losses[1]).isCloseTo(losses[0], within(1e-5 * (1 + losses[0])));
        for (int i = 0; i < weights.length; i++) {
            assertThat(gradients[1][i]).isCloseTo(gradients[0][i], within(1e-4f));
        }
    }

    @Test
    void aFusedSigmoidOrSoftmaxIsStillInTheReconstruction() {
        for (ActivationFunction last : List.of(ActivationFunction.SIGMOID, ActivationFunction.SOFTMAX)) {
            Loss loss = last == ActivationFunction.SIGMOID
                    ? new BinaryCrossEntropy(false)
                    : new CategoricalCrossEntropy(false);
            float[] weights = weights(spec(last, loss));
            float[] codes = {0.4f, -1.2f, 3f, 2f};
            float[] fused = new Autoencoder(spec(last, loss), weights, new float[0]).decode(codes);
            float[] plain = new Autoencoder(spec(last, new SquaredError()), weights, new float[0]).decode(codes);
            assertThat(fused).isEqualTo(plain);
        }
    }

    @Test
    void theSoftmaxOfEachPixelIsNotOneOverTheImage() {
        AutoencoderSpec image = new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), Dense.of(2)),
                new Plain(),
                Network.of(
                        Shape.of(2),
                        Dense.of(WIDTH),
                        new io.hourglass.network.Reshape(Shape.of(1, 2, 3)),
                        Activation.of(ActivationFunction.SOFTMAX)),
                new CategoricalCrossEntropy(false),
                new NoCorruption());
        assertThat(image.fused()).isEqualTo(image);
    }

    @ParameterizedTest
    @MethodSource("tiedSpecs")
    void gradientsOfTiedKernelsAreSummed(AutoencoderSpec spec) {
        check(spec, distributions(), 4e-3f);
    }

    /** Bottlenecks of all kinds whose codes have a slope. */
    static List<Bottleneck> smooth() {
        return List.of(
                new Sparse(0.2f),
                new SparseRate(0.1f, 2f),
                new Variational(0.7f, 0.5f, 0),
                new Variational(0.7f, 0.1f, 4));
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void everyBottleneckPassesTheWholeGradient(Bottleneck bottleneck) {
        check(tied(bottleneck, new int[] {5, 4}, new int[] {5, WIDTH}), distributions(), 4e-3f);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGMOID", "TANH", "RELU"})
    void theSlopeOfOneLayerIsContractedExactly(ActivationFunction function) {
        check(contractive(new Contractive(0.5f), Dense.of(4), Activation.of(function)), distributions(), 4e-3f);
    }

    @Test
    void theSlopeOfSeveralLayersIsContractedAlongItsDirections() {
        check(
                contractive(
                        new Contractive(2f),
                        Dense.of(5),
                        Activation.of(ActivationFunction.TANH),
                        Dense.of(4),
                        Activation.of(ActivationFunction.SIGMOID)),
                distributions(),
                1.6e-2f);
    }

    static AutoencoderSpec contractive(Bottleneck bottleneck, Layer... encoder) {
        return new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), encoder),
                bottleneck,
                Network.of(Shape.of(4), Dense.of(WIDTH)),
                new SquaredError(),
                new NoCorruption());
    }

    @Test
    void manyRandomDirectionsGiveTheExactNormOfTheSlope() {
        AutoencoderSpec exact = contractive(new Contractive(1f), Dense.of(4), Activation.of(ActivationFunction.TANH));
        AutoencoderSpec directed = contractive(
                new Contractive(1f),
                Dense.of(4),
                Activation.of(ActivationFunction.TANH),
                Activation.of(ActivationFunction.LINEAR));
        AutoencoderSpec without = contractive(new Plain(), Dense.of(4), Activation.of(ActivationFunction.TANH));
        float[] weights = weights(exact);
        MemoryRows many = new MemoryRows(WIDTH, List.of());
        for (int r = 0; r < 4000; r++) {
            many.add(new float[] {0.5f, 0.1f, -0.2f, 0.3f, 0f, 0.9f}, 0);
        }
        double[] losses = new double[3];
        for (int i = 0; i < 3; i++) {
            AutoencoderSpec each = List.of(exact, directed, without).get(i);
            try (Pass pass = new Pass(each, Layout.of(each), 4000, Engines.java(), io.hourglass.engine.Precision.F32)) {
                losses[i] = loss(pass, each, many, weights);
            }
        }
        double norm = losses[0] - losses[2];
        assertThat(norm).isGreaterThan(0.01);
        assertThat(losses[1] - losses[2]).isCloseTo(norm, within(0.05 * norm));
    }

    @Test
    void aDecoderLearnsFromCodesThatPassStraightThrough() {
        for (Bottleneck bottleneck : List.of(new VectorQuantized(5, 2, 0.25f), new Binary())) {
            AutoencoderSpec spec = contractive(bottleneck, Dense.of(4));
            float[] weights = weights(spec);
            int start = Layout.of(spec).encoder().weightEnd();
            try (Pass pass = new Pass(spec, Layout.of(spec), ROWS, Engines.java(), io.hourglass.engine.Precision.F32)) {
                loss(pass, spec, distributions(), weights);
                float[] gradient = Arrays.copyOfRange(pass.gradient(), start, weights.length);
                float[] moved = Arrays.copyOfRange(weights, start, weights.length);
                FiniteDifferences.check(gradient, moved, 4e-3f, () -> {
                    System.arraycopy(moved, 0, weights, start, moved.length);
                    return loss(pass, spec, distributions(), weights);
                });
            }
        }
    }

    static List<AutoencoderSpec> tiedSpecs() {
        return List.of(
                tied(new Plain(), new int[] {4, 2}, new int[] {4, WIDTH}),
                tied(new Variational(0.7f), new int[] {4, 2}, new int[] {4, WIDTH}),
                tied(new Variational(0.7f), new int[] {WIDTH, 3}, new int[] {WIDTH, WIDTH}),
                tied(new Plain(), new int[] {5, 4, 2}, new int[] {4, WIDTH}));
    }

    static AutoencoderSpec tied(Bottleneck bottleneck, int[] down, int[] up) {
        Initializer glorot = new Initializer.GlorotUniform();
        List<Layer> encoder = new ArrayList<>();
        for (int i = 0; i < down.length; i++) {
            boolean last = i == down.length - 1;
            encoder.add(Dense.of(last ? bottleneck.encoderOutputs(down[i]) : down[i]));
            if (!last) {
                encoder.add(Activation.of(ActivationFunction.TANH));
            }
        }
        List<Layer> decoder = new ArrayList<>();
        for (int units : up) {
            decoder.add(new Dense(units, true, true, glorot));
            decoder.add(Activation.of(ActivationFunction.SOFTPLUS));
        }
        return new AutoencoderSpec(
                new Network(Shape.of(WIDTH), encoder),
                bottleneck,
                new Network(Shape.of(down[down.length - 1]), decoder),
                new SquaredError(),
                new NoCorruption());
    }

    @Test
    void everythingTogetherHasTheGradientOfFiniteDifferences() {
        check(Samples.everything(), Samples.cells(23, 9), 4e-3f);
        check(Samples.everything(new Gaussian(0f, 0.5f)), Samples.cells(2, 9), 4e-3f);
        check(Samples.everything(new Masked(0.4f, 0.2f)), Samples.cells(23, 9), 4e-3f);
    }
}
