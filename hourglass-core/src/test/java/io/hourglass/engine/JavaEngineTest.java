package io.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Conv2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Initializer;
import io.hourglass.network.LayerExamples;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Padding;
import io.hourglass.network.Reshape;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JavaEngineTest extends EngineContract {
    private static final Engine ENGINE = new JavaEngine(2);

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
        return 0;
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Network network = Network.of(
                Shape.of(20, 20, 1),
                new Conv2d(8, Window.square(3, 1, Padding.SAME), true, new Initializer.HeNormal()),
                Activation.of(ActivationFunction.RELU),
                new Reshape(Shape.of(3200)),
                Dense.of(300),
                Activation.of(ActivationFunction.TANH),
                Dense.of(30),
                Dense.of(400));
        List<float[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3, 7}) {
            results.add(trainOneStep(network, threads));
        }
        results.forEach(result -> assertThat(result).isEqualTo(results.get(0)));
    }

    private static float[] trainOneStep(Network network, int threads) {
        int rows = 200;
        float[] x = LayerExamples.rows(network, rows, 1);
        float[] y = new float[rows * network.output().size()];
        float[] weights = network.initialWeights(2);
        float[] gradient = new float[weights.length];
        try (Engine engine = new JavaEngine(threads);
                Session session = engine.open(network, rows, Precision.F32)) {
            session.load(weights, new float[0]);
            session.forward(x, rows, y, Mode.TRAIN, 1);
            session.backward(y, gradient, null);
        }
        return gradient;
    }

    @Test
    void aSessionRefusesMoreRowsThanItHasRoomFor() {
        try (Session session = ENGINE.open(Network.of(Shape.of(2), Dense.of(1)), 3, Precision.F32)) {
            assertThatThrownBy(() -> session.forward(new float[8], 4, new float[4], Mode.INFER, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the session has room for 3 rows, got 4");
        }
    }

    @Test
    void anUnknownEngineIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Engines.open("gpu", 1, line -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no engine is called 'gpu'")
                .hasMessageContaining("auto and java");
    }

    @Test
    void autoChoosesTheJavaEngineAndSaysSo() {
        List<String> lines = new ArrayList<>();
        try (Engine engine = Engines.open(Engines.AUTO, 2, lines::add)) {
            assertThat(engine.name()).isEqualTo("java");
        }
        assertThat(lines).containsExactly("engine java, 2 threads");
    }
}
