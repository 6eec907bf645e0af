package io.hourglass.optimizer;

/**
 * The gradient over its recent root mean square: v = rho v + (1 - rho) g^2, w -= rate g / sqrt(v + epsilon) (Tieleman and
 * Hinton 2012, lecture 6e of "Neural networks for machine learning"; epsilon under the root as in Keras).
 *
 * @param rho how slowly the mean forgets, at least 0, below 1
 * @param epsilon keeps the root away from 0
 */
public record RmsProp(float rho, float epsilon) implements Optimizer {
    public RmsProp {
        Setting.decay("the rho of rmsprop", rho);
        Setting.positive("the epsilon of rmsprop", epsilon);
    }

    /** 0.9 and 1e-7, as in Keras. */
    public RmsProp() {
        this(0.9f, 1e-7f);
    }

    @Override
    public String name() {
        return "rmsprop";
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
    public void step(float[] weights, float[] gradient, float[][] slots, int from, int to, float rate, long step) {
        float[] square = slots[0];
        float rest = 1 - rho;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float v = (rho * square[i] + rest * g * g + FLUSH) - FLUSH;
            square[i] = v;
            weights[i] -= rate * g / (float) Math.sqrt(v + epsilon);
        }
    }
}
