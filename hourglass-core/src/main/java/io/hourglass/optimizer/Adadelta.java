package io.hourglass.optimizer;

/**
 * Moves as large as the recent moves, in the gradient's direction (Zeiler 2012, algorithm 1):
 * v = rho v + (1 - rho) g^2, d = g sqrt(u + epsilon) / sqrt(v + epsilon), u = rho u + (1 - rho) d^2, w -= rate d. The paper has
 * no rate, that is 1; Keras' default is 0.001 since its version 2.4, and was 1 before.
 *
 * @param rho how slowly the means forget, at least 0, below 1
 * @param epsilon keeps the roots away from 0, and gives the first moves their size
 */
public record Adadelta(float rho, float epsilon) implements Optimizer {
    public Adadelta {
        Setting.decay("the rho of adadelta", rho);
        Setting.positive("the epsilon of adadelta", epsilon);
    }

    /** 0.95 and 1e-7, as in Keras. */
    public Adadelta() {
        this(0.95f, 1e-7f);
    }

    @Override
    public String name() {
        return "adadelta";
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
        float[] square = slots[0];
        float[] moves = slots[1];
        float rest = 1 - rho;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float u = moves[i];
            float v = (rho * square[i] + rest * g * g + FLUSH) - FLUSH;
            float d = g * (float) Math.sqrt(u + epsilon) / (float) Math.sqrt(v + epsilon);
            square[i] = v;
            moves[i] = (rho * u + rest * d * d + FLUSH) - FLUSH;
            weights[i] -= rate * d;
        }
    }
}
