package io.hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.engine.JavaEngine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentTest {
    private static final int STEPS = 5;
    private static final int FEATURES = 3;
    private static final int UNITS = 4;

    private static float[] normal(int count, long seed) {
        return RandomStream.of(seed).gaussians(count);
    }

    /** The equations as Keras states them, one value at a time, in double. */
    private static double[] slow(RecurrentCell cell, float[] weights, float[] x) {
        int gates = cell == RecurrentCell.LSTM ? 4 : 3;
        int all = gates * UNITS;
        int recurrentAt = FEATURES * all;
        int biasAt = recurrentAt + UNITS * all;
        double[] h = new double[UNITS];
        double[] c = new double[UNITS];
        for (int t = 0; t < STEPS; t++) {
            double[] a = new double[all];
            double[] s = new double[all];
            for (int j = 0; j < all; j++) {
                a[j] = weights[biasAt + j];
                s[j] = cell == RecurrentCell.GRU ? weights[biasAt + all + j] : 0;
                for (int i = 0; i < FEATURES; i++) {
                    a[j] += (double) x[t * FEATURES + i] * weights[i * all + j];
                }
                for (int i = 0; i < UNITS; i++) {
                    s[j] += h[i] * weights[recurrentAt + i * all + j];
                }
            }
            for (int j = 0; j < UNITS; j++) {
                double first = StrictFunctions.sigmoid(a[j] + s[j]);
                double second = StrictFunctions.sigmoid(a[UNITS + j] + s[UNITS + j]);
                int third = 2 * UNITS + j;
                if (cell == RecurrentCell.LSTM) {
                    c[j] = second * c[j] + first * StrictFunctions.tanh(a[third] + s[third]);
                    int fourth = 3 * UNITS + j;
                    h[j] = StrictFunctions.sigmoid(a[fourth] + s[fourth]) * StrictFunctions.tanh(c[j]);
                } else {
                    h[j] = first * h[j] + (1 - first) * StrictFunctions.tanh(a[third] + second * s[third]);
                }
            }
        }
        return h;
    }

    @ParameterizedTest
    @EnumSource
    void stepsFollowTheEquationsOfKerasInItsOrderOfGates(RecurrentCell cell) {
        Network network = Network.of(Shape.of(STEPS, FEATURES), new Recurrent(cell, UNITS, false));
        float[] weights = normal(network.weightCount(), 3);
        float[] x = normal(STEPS * FEATURES, 4);
        float[] y = new float[UNITS];
        try (JavaEngine engine = new JavaEngine(1);
                Session session = engine.open(network, 1, Precision.F32)) {
            session.load(weights, new float[0]);
            session.forward(x, 1, y, Mode.INFER, 0);
        }
        double[] expected = slow(cell, weights, x);
        for (int j = 0; j < UNITS; j++) {
            assertThat((double) y[j]).isCloseTo(expected[j], within(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastStepIsTheLastOfAllSteps(RecurrentCell cell) {
        float[] x = normal(2 * STEPS * FEATURES, 4);
        Network last = Network.of(Shape.of(STEPS, FEATURES), new Recurrent(cell, UNITS, false));
        Network every = Network.of(Shape.of(STEPS, FEATURES), new Recurrent(cell, UNITS, true));
        float[] weights = last.initialWeights(1);
        float[] one = new float[2 * UNITS];
        float[] all = new float[2 * STEPS * UNITS];
        try (JavaEngine engine = new JavaEngine(1);
                Session a = engine.open(last, 2, Precision.F32);
                Session b = engine.open(every, 2, Precision.F32)) {
            a.load(weights, new float[0]);
            b.load(weights, new float[0]);
            a.forward(x, 2, one, Mode.INFER, 0);
            b.forward(x, 2, all, Mode.INFER, 0);
        }
        for (int r = 0; r < 2; r++) {
            for (int j = 0; j < UNITS; j++) {
                assertThat(all[(r * STEPS + STEPS - 1) * UNITS + j]).isEqualTo(one[r * UNITS + j]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfThreadsGivesTheSameBits(RecurrentCell cell) {
        Network network = Network.of(Shape.of(20, 3), new Recurrent(cell, 50, true), new Recurrent(cell, 20, false));
        assertThat(run(network, 3)).isDeepEqualTo(run(network, 1));
    }

    /** Outputs, the weights' gradient and the inputs'. */
    private static float[][] run(Network network, int threads) {
        int rows = 37;
        float[] y = new float[rows * network.output().size()];
        float[] gradient = new float[network.weightCount()];
        float[] dx = new float[rows * network.input().size()];
        try (JavaEngine engine = new JavaEngine(threads);
                Session session = engine.open(network, rows, Precision.F32)) {
            session.load(network.initialWeights(5), new float[0]);
            session.forward(normal(dx.length, 6), rows, y, Mode.TRAIN, 0);
            session.backward(normal(y.length, 7), gradient, dx);
        }
        return new float[][] {y, gradient, dx};
    }

    @Test
    void stepsAndFeaturesAreNeededAndAVectorIsRepeated() {
        assertThatThrownBy(() -> Network.of(Shape.of(6), new Recurrent(RecurrentCell.LSTM, 2, true)))
                .hasMessageContaining("[steps, features]");
        assertThatThrownBy(() -> Network.of(Shape.of(2, 3), new Repeat(2))).hasMessageContaining("[2, 3]");
        assertThatThrownBy(() -> new Repeat(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> new Recurrent(RecurrentCell.GRU, 0, true)).hasMessageContaining("0");
    }
}
