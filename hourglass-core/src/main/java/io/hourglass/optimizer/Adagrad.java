package io.hourglass.optimizer;

import java.util.Arrays;

/**
 * A rate for each weight that falls with the squared gradients it has seen: a += g^2, w -= rate g / sqrt(a + epsilon) (Duchi,
 * Hazan and Singer 2011, figure 1, the diagonal form; Keras adds epsilon under the root and starts a above 0).
 *
 * @param initialAccumulator where a starts, at least 0
 * @param epsilon keeps the root away from 0
 */
public record Adagrad(float initialAccumulator, float epsilon) implements Optimizer {
    public Adagrad {
        Setting.notNegative("the initial accumulator of adagrad", initialAccumulator);
        Setting.positive("the epsilon of adagrad", epsilon);
    }

    /** 0.1 and 1e-7, as in Keras. */
    public Adagrad() {
        this(0.1f, 1e-7f);
    }

    @Override
    public String name() {
        return "adagrad";
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public float defaultRate() {
        return 0.001f;
    }

    @Override
    public void initialise(float[][] slots) {
        Arrays.fill(slots[0], initialAccumulator);
    }

    @Override
    public void step(float[] weights, float[] gradient, float[][] slots, int from, int to, float rate, long step) {
        float[] accumulator = slots[0];
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float a = accumulator[i] + g * g;
            accumulator[i] = a;
            weights[i] -= rate * g / (float) Math.sqrt(a + epsilon);
        }
    }
}
