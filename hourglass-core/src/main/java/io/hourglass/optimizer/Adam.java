package io.hourglass.optimizer;

import io.hourglass.math.StrictFunctions;

/**
 * Mean gradient over root mean square gradient, both corrected for their start at zero (Kingma and Ba 2015, algorithm 1, in
 * the order of its section 2, last paragraph, which Keras follows): m = beta1 m + (1 - beta1) g,
 * v = beta2 v + (1 - beta2) g^2, a = rate sqrt(1 - beta2^step) / (1 - beta1^step), w -= a m / (sqrt(v) + epsilon). That epsilon
 * is the paper's "epsilon hat": it is not corrected.
 *
 * @param beta1 how slowly the mean forgets, at least 0, below 1
 * @param beta2 how slowly the mean square forgets, at least 0, below 1
 * @param epsilon keeps the divisor away from 0
 */
public record Adam(float beta1, float beta2, float epsilon) implements Optimizer {
    public Adam {
        Setting.decay("the beta1 of adam", beta1);
        Setting.decay("the beta2 of adam", beta2);
        Setting.positive("the epsilon of adam", epsilon);
    }

    /** 0.9, 0.999 and 1e-7, as in Keras. */
    public Adam() {
        this(0.9f, 0.999f, 1e-7f);
    }

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public float defaultRate() {
        return 0.001f;
    }

    @Override
    public void step(float[] weights, float[] gradient, float[][] slots, int from, int to, float rate, long step) {
        move(weights, gradient, slots, from, to, corrected(rate, step), 1);
    }

    /** The rate with both corrections for averages that start at zero. */
    float corrected(float rate, long step) {
        double mean = 1 - StrictFunctions.pow(beta1, (double) step);
        double square = 1 - StrictFunctions.pow(beta2, (double) step);
        return (float) (rate * Math.sqrt(square) / mean);
    }

    /** The step, from weights that are first multiplied by {@code keep}: 1, which changes no bit, where nothing decays. */
    void move(float[] weights, float[] gradient, float[][] slots, int from, int to, float corrected, float keep) {
        float[] mean = slots[0];
        float[] square = slots[1];
        float rest1 = 1 - beta1;
        float rest2 = 1 - beta2;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float m = (beta1 * mean[i] + rest1 * g + FLUSH) - FLUSH;
            float v = (beta2 * square[i] + rest2 * g * g + FLUSH) - FLUSH;
            mean[i] = m;
            square[i] = v;
            weights[i] = weights[i] * keep - corrected * m / ((float) Math.sqrt(v) + epsilon);
        }
    }
}
