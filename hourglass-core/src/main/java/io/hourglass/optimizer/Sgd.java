package io.hourglass.optimizer;

/**
 * Stochastic gradient descent, plain, with momentum, or with Nesterov's: v = momentum v - rate g, then w += v, or
 * w += momentum v - rate g (Sutskever, Martens, Dahl and Hinton 2013, equations 1 to 4, in the form of Keras, where the
 * gradient is taken at the point that is stored).
 *
 * @param momentum how much of the last move is repeated, at least 0, below 1
 * @param nesterov whether the move looks one step ahead; needs a momentum above 0
 */
public record Sgd(float momentum, boolean nesterov) implements Optimizer {
    public Sgd {
        Setting.decay("the momentum of sgd", momentum);
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("Nesterov's method needs a momentum above 0, got 0");
        }
    }

    /** Without momentum, as in Keras. */
    public Sgd() {
        this(0, false);
    }

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public int slots() {
        return momentum == 0 ? 0 : 1;
    }

    @Override
    public float defaultRate() {
        return 0.01f;
    }

    @Override
    public void step(float[] weights, float[] gradient, float[][] slots, int from, int to, float rate, long step) {
        if (momentum == 0) {
            for (int i = from; i < to; i++) {
                weights[i] -= rate * gradient[i];
            }
        } else if (nesterov) {
            lookAhead(weights, gradient, slots[0], from, to, rate);
        } else {
            roll(weights, gradient, slots[0], from, to, rate);
        }
    }

    private void roll(float[] weights, float[] gradient, float[] velocity, int from, int to, float rate) {
        for (int i = from; i < to; i++) {
            float v = (momentum * velocity[i] - rate * gradient[i] + FLUSH) - FLUSH;
            velocity[i] = v;
            weights[i] += v;
        }
    }

    private void lookAhead(float[] weights, float[] gradient, float[] velocity, int from, int to, float rate) {
        for (int i = from; i < to; i++) {
            float move = rate * gradient[i];
            float v = (momentum * velocity[i] - move + FLUSH) - FLUSH;
            velocity[i] = v;
            weights[i] += momentum * v - move;
        }
    }
}
