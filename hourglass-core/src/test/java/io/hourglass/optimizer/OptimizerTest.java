package io.hourglass.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The first three steps of each optimizer against its formulas, worked out here in double, one weight at a time. */
class OptimizerTest {
    private static final double RATE = 0.05;
    private static final double[] GRADIENTS = {0.8, -0.3, 1.7};
    private static final double START = 0.6;

    /** The weight after three steps and the slots, in the middle of a block. */
    private static double[] ours(Optimizer optimizer) {
        float[] weights = {9, (float) START, 9};
        float[][] slots = new float[optimizer.slots()][3];
        optimizer.initialise(slots);
        for (int step = 1; step <= 3; step++) {
            float[] gradient = {1, (float) GRADIENTS[step - 1], 1};
            optimizer.step(weights, gradient, slots, 1, 2, (float) RATE, step);
        }
        double[] result = new double[1 + slots.length];
        result[0] = weights[1];
        for (int slot = 0; slot < slots.length; slot++) {
            result[slot + 1] = slots[slot][1];
        }
        return result;
    }

    private static void check(Optimizer optimizer, double... expected) {
        double[] found = ours(optimizer);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("value %d", i).isCloseTo(expected[i], within(3e-7 * Math.abs(expected[i])));
        }
    }

    @Test
    void plainDescentSubtractsTheRateTimesTheGradient() {
        check(new Sgd(), START - RATE * (0.8 - 0.3 + 1.7));
    }

    @Test
    void momentumRepeatsTheLastMove() {
        double v1 = -RATE * 0.8;
        double v2 = 0.9 * v1 + RATE * 0.3;
        double v3 = 0.9 * v2 - RATE * 1.7;
        check(new Sgd(0.9f, false), START + v1 + v2 + v3, v3);
    }

    @Test
    void nesterovLooksOneStepAhead() {
        double v1 = -RATE * 0.8;
        double v2 = 0.9 * v1 + RATE * 0.3;
        double v3 = 0.9 * v2 - RATE * 1.7;
        double w = START + (0.9 * v1 - RATE * 0.8) + (0.9 * v2 + RATE * 0.3) + (0.9 * v3 - RATE * 1.7);
        check(new Sgd(0.9f, true), w, v3);
    }

    @Test
    void adagradDividesByTheRootOfAllSquares() {
        double w = START;
        double a = 0.1;
        for (double g : GRADIENTS) {
            a += g * g;
            w -= RATE * g / Math.sqrt(a + 1e-7);
        }
        check(new Adagrad(), w, a);
    }

    @Test
    void rmsPropDividesByTheRecentRootMeanSquare() {
        double w = START;
        double rho = 0.9f;
        double v = 0;
        for (double g : GRADIENTS) {
            v = rho * v + (1 - rho) * g * g;
            w -= RATE * g / Math.sqrt(v + 1e-7);
        }
        check(new RmsProp(), w, v);
    }

    @Test
    void adadeltaMovesAsFarAsItsRecentMoves() {
        double w = START;
        double rho = 0.95f;
        double v = 0;
        double u = 0;
        for (double g : GRADIENTS) {
            v = rho * v + (1 - rho) * g * g;
            double d = g * Math.sqrt(u + 1e-7) / Math.sqrt(v + 1e-7);
            u = rho * u + (1 - rho) * d * d;
            w -= RATE * d;
        }
        check(new Adadelta(), w, v, u);
    }

    @Test
    void adamCorrectsBothAveragesForTheirStart() {
        check(new Adam(), adam(0));
    }

    @Test
    void adamWTakesItsDecayFromTheWeightAlone() {
        check(new AdamW(0.3f), adam(0.3));
        assertThat(ours(new AdamW(0))).isEqualTo(ours(new Adam()));
    }

    private static double[] adam(double decay) {
        double w = START;
        double m = 0;
        double v = 0;
        // the coefficients as floats hold them: 1 - 0.999f differs from 0.001 by one part in 60,000
        double beta1 = 0.9f;
        double beta2 = 0.999f;
        for (int step = 1; step <= 3; step++) {
            double g = GRADIENTS[step - 1];
            w -= RATE * decay * w;
            m = beta1 * m + (1 - beta1) * g;
            v = beta2 * v + (1 - beta2) * g * g;
            double corrected = RATE * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step));
            w -= corrected * m / (Math.sqrt(v) + 1e-7);
        }
        return new double[] {w, m, v};
    }
}
