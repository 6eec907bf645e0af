package io.hourglass.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hourglass.engine.Engine;
import io.hourglass.engine.EngineContract;
import io.hourglass.engine.Engines;
import io.hourglass.engine.JavaEngine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.AveragePool2d;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.LayerExamples;
import io.hourglass.network.MaxPool2d;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Padding;
import io.hourglass.network.Reshape;
import io.hourglass.network.Residual;
import io.hourglass.network.Shape;
import io.hourglass.network.Upsample2d;
import io.hourglass.network.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OneDnnEngineTest extends EngineContract {
    private static final Engine ENGINE = new OneDnnEngine(2);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Override
    protected Engine engine() {
        return ENGINE;
    }

    @Override
    protected double tolerance() {
        return 1e-4;
    }

    @Test
    void everyPermittedLayerHasABuilder() {
        assertThat(Builder.BUILDERS.keySet()).isEqualTo(Set.of(Layer.class.getPermittedSubclasses()));
    }

    @Test
    void autoPicksItAndSaysSoInOneLine() {
        List<String> lines = new ArrayList<>();
        try (Engine engine = Engines.open(Engines.AUTO, 2, lines::add)) {
            assertThat(engine).isInstanceOf(OneDnnEngine.class);
        }
        assertThat(lines).containsExactly("engine onednn, 2 threads");
    }

    @Test
    void threadsAreTheEnginesOwnAndNotOpenMps() {
        assertThat(OpenMp.isControlled()).isTrue();
    }

    private static final Network LARGE = Network.of(
            Shape.of(24, 24, 2),
            new Conv2d(8, Window.square(3, 1, Padding.SAME), true, new Initializer.HeNormal()),
            Activation.of(ActivationFunction.RELU),
            new Conv2d(8, Window.square(3, 2, Padding.SAME), true, new Initializer.HeNormal()),
            Activation.of(ActivationFunction.TANH),
            new Reshape(Shape.of(1152)),
            Dense.of(333),
            Activation.of(ActivationFunction.SIGMOID),
            Dense.of(30),
            Activation.of(ActivationFunction.GELU),
            new Dense(501, true, true, new Initializer.GlorotUniform()));

    /** What has stages of its own beside products, on rows that several threads share. No relu before the greatest value: ties may fall otherwise. */
    private static final Network IMAGES = Network.of(
            Shape.of(24, 24, 2),
            Residual.of(Conv2d.of(2, 3, 1), Activation.of(ActivationFunction.TANH)),
            MaxPool2d.of(2),
            ConvTranspose2d.of(8, 4, 2),
            Activation.of(ActivationFunction.TANH),
            AveragePool2d.of(2),
            new Upsample2d(2, 2),
            Conv2d.of(3, 3, 1),
            Activation.of(ActivationFunction.SIGMOID));

    private record Outcome(float[] y, float[] gradient, float[] dx) {}

    private static Outcome step(Engine engine, Network network, int maxRows, int rows, Precision precision) {
        float[] x = LayerExamples.rows(network, rows, 1);
        float[] y = new float[rows * network.output().size()];
        float[] dx = new float[x.length];
        float[] weights = network.initialWeights(2);
        float[] gradient = new float[weights.length];
        try (Session session = engine.open(network, maxRows, precision)) {
            session.load(weights, new float[0]);
            session.forward(x, rows, y, Mode.TRAIN, 1);
            float[] dy = LayerExamples.rows(Network.of(network.output(), new Reshape(network.output())), rows, 9);
            session.backward(dy, gradient, dx);
        }
        return new Outcome(y, gradient, dx);
    }

    @Test
    void severalThreadsAgreeWithTheJavaEngineOnALargeNetworkForWholeAndShortBatches() {
        try (Engine java = new JavaEngine(2);
                Engine three = new OneDnnEngine(3)) {
            for (int rows : new int[] {129, 100, 65}) {
                for (Network network : List.of(LARGE, IMAGES)) {
                    Outcome reference = step(java, network, 129, rows, Precision.F32);
                    for (Engine engine : List.of(ENGINE, three)) {
                        Outcome mine = step(engine, network, 129, rows, Precision.F32);
                        close(mine.y, reference.y, 1e-4);
                        close(mine.gradient, reference.gradient, 1e-4);
                        close(mine.dx, reference.dx, 1e-4);
                    }
                }
            }
        }
    }

    @Test
    void bf16IsCloseToF32() {
        assumeTrue(Library.hasBf16());
        for (Network network : List.of(LARGE, IMAGES)) {
            Outcome narrow = step(ENGINE, network, 129, 129, Precision.BF16);
            Outcome wide = step(ENGINE, network, 129, 129, Precision.F32);
            assertThat(distance(narrow.y, wide.y)).isLessThan(0.02);
            assertThat(distance(narrow.gradient, wide.gradient)).isLessThan(0.05);
            assertThat(distance(narrow.dx, wide.dx)).isLessThan(0.05);
            assertThat(narrow.y).isNotEqualTo(wide.y);
        }
    }

    @Test
    void outputsOfBf16AreNotRoundedToItWhateverFollowsThatComputesNothing() {
        assumeTrue(Library.hasBf16());
        Network plain = Network.of(Shape.of(40), Dense.of(30));
        Network followed = Network.of(
                Shape.of(40), Dense.of(30), Activation.of(ActivationFunction.LINEAR), new Reshape(Shape.of(5, 6, 1)));
        float[] expected = step(ENGINE, plain, 16, 16, Precision.BF16).y;
        assertThat(step(ENGINE, followed, 16, 16, Precision.BF16).y).isEqualTo(expected);
        int rounded = 0;
        for (float value : expected) {
            rounded += (Float.floatToRawIntBits(value) & 0xffff) == 0 ? 1 : 0;
        }
        assertThat(rounded).isLessThan(expected.length / 10);
    }

    @Test
    void layersWithStagesOfTheirOwnAreComputedInNativeMemory() {
        List<Network> networks = List.of(
                Network.of(Shape.of(8, 8, 2), ConvTranspose2d.of(3, 4, 2)),
                Network.of(Shape.of(8, 8, 2), MaxPool2d.of(2)),
                Network.of(Shape.of(8, 8, 2), AveragePool2d.of(2)),
                Network.of(Shape.of(8, 8, 2), new Upsample2d(2, 2)),
                Network.of(Shape.of(8, 8, 2), Residual.of(Activation.of(ActivationFunction.TANH))));
        for (Network network : networks) {
            try (Session session = ENGINE.open(network, 4, Precision.F32)) {
                session.load(network.initialWeights(1), new float[0]);
                session.forward(
                        LayerExamples.rows(network, 4, 1),
                        4,
                        new float[4 * network.output().size()],
                        Mode.INFER,
                        0);
                assertThat(session.nativeBytes()).as("%s", network).isPositive();
            }
        }
    }

    @Test
    void everyLayerWorksInBf16() {
        assumeTrue(Library.hasBf16());
        for (LayerExamples.Example example : LayerExamples.all()) {
            if (example.network().stateCount() == 0) {
                Outcome narrow = step(ENGINE, example.network(), 40, 40, Precision.BF16);
                Outcome wide = step(ENGINE, example.network(), 40, 40, Precision.F32);
                assertThat(distance(narrow.y, wide.y)).as("%s", example).isLessThan(0.02);
                assertThat(distance(narrow.gradient, wide.gradient))
                        .as("%s", example)
                        .isLessThan(0.05);
            }
        }
    }

    /** The length of the difference as a share of the reference's. */
    private static double distance(float[] mine, float[] reference) {
        double difference = 0;
        double squares = 0;
        for (int i = 0; i < mine.length; i++) {
            difference += ((double) mine[i] - reference[i]) * ((double) mine[i] - reference[i]);
            squares += (double) reference[i] * reference[i];
        }
        return squares == 0 ? Math.sqrt(difference) : Math.sqrt(difference / squares);
    }

    private static void close(float[] mine, float[] reference, double tolerance) {
        double squares = 0;
        for (float value : reference) {
            squares += (double) value * value;
        }
        double scale = Math.sqrt(squares / Math.max(1, reference.length));
        for (int i = 0; i < mine.length; i++) {
            assertThat((double) mine[i])
                    .as("value %d", i)
                    .isCloseTo(reference[i], within(tolerance * (Math.abs(reference[i]) + scale)));
        }
    }

    @Test
    void whatAnEarlierBatchLeftBehindIsNotSeen() {
        Network network = Network.of(Shape.of(3), Dense.of(4), Activation.of(ActivationFunction.TANH), Dense.of(2));
        float[] weights = network.initialWeights(1);
        try (Session session = ENGINE.open(network, 64, Precision.F32)) {
            session.load(weights, new float[0]);
            float[] bad = new float[64 * 3];
            Arrays.fill(bad, Float.NaN);
            session.forward(bad, 64, new float[128], Mode.TRAIN, 0);
            session.backward(new float[128], new float[weights.length], null);
            float[] y = new float[10];
            float[] gradient = new float[weights.length];
            session.forward(new float[15], 5, y, Mode.TRAIN, 0);
            session.backward(new float[10], gradient, null);
            assertThat(y).doesNotContain(Float.NaN);
            assertThat(gradient).containsOnly(0f);
        }
    }

    @Test
    void aSessionRefusesMoreRowsThanItHasRoomFor() {
        try (Session session = ENGINE.open(Network.of(Shape.of(2), Dense.of(1)), 3, Precision.F32)) {
            assertThatThrownBy(() -> session.forward(new float[8], 4, new float[4], Mode.INFER, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the session has room for 3 rows, got 4");
        }
        assertThatThrownBy(() -> ENGINE.open(Network.of(Shape.of(2)), 0, Precision.F32))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sessionsWorkOnWhenTheEngineIsClosed() {
        Engine engine = new OneDnnEngine(3);
        Network network = Network.of(Shape.of(400), Dense.of(300));
        try (Session session = engine.open(network, 256, Precision.F32)) {
            engine.close();
            float[] y = new float[256 * 300];
            session.load(network.initialWeights(1), new float[0]);
            session.forward(LayerExamples.rows(network, 256, 1), 256, y, Mode.TRAIN, 0);
            session.backward(y, new float[network.weightCount()], null);
            assertThat(y[256 * 300 - 1]).isNotZero();
        }
    }

    @Test
    void sessionsGiveBackTheirMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status));
        Network network = Network.of(Shape.of(30), Dense.of(20), Activation.of(ActivationFunction.RELU), Dense.of(5));
        use(network, 300); // the caches of the library fill
        long before = resident(status);
        use(network, 10_000);
        long grown = resident(status) - before;
        // each holds some 200 KB of buffers and primitives: kept, they would come to two gigabytes
        assertThat(grown).isLessThan(64 << 10);
    }

    private static void use(Network network, int sessions) {
        float[] weights = network.initialWeights(1);
        float[] gradient = new float[weights.length];
        float[] x = new float[512 * 30];
        float[] y = new float[512 * 5];
        for (int i = 0; i < sessions; i++) {
            try (Session session = ENGINE.open(network, 512, Precision.F32)) {
                session.load(weights, new float[0]);
                session.forward(x, 512, y, Mode.TRAIN, 0);
                session.backward(y, gradient, null);
            }
        }
    }

    /** The memory of this process in KB. */
    private static long resident(Path status) throws IOException {
        String line = Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
