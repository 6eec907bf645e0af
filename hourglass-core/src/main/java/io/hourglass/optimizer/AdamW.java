package io.hourglass.optimizer;

/**
 * {@link Adam} with a weight decay of its own, apart from the gradient: w -= rate weightDecay w, then Adam's step (Loshchilov
 * and Hutter 2019, algorithm 2, with the decay multiplied by the rate as in Keras).
 *
 * @param beta1 how slowly the mean forgets, at least 0, below 1
 * @param beta2 how slowly the mean square forgets, at least 0, below 1
 * @param epsilon keeps the divisor away from 0
 * @param weightDecay the share of a weight, times the rate, that a step takes away; at least 0
 */
public record AdamW(float beta1, float beta2, float epsilon, float weightDecay) implements Optimizer {
    public AdamW {
        Setting.decay("the beta1 of adamw", beta1);
        Setting.decay("the beta2 of adamw", beta2);
        Setting.positive("the epsilon of adamw", epsilon);
        Setting.notNegative("the weight decay of adamw", weightDecay);
    }

    /** Adam's defaults and a weight decay of 0.004, as in Keras. */
    public AdamW() {
        this(0.004f);
    }

    /** Adam's defaults with this weight decay. */
    public AdamW(float weightDecay) {
        this(new Adam(), weightDecay);
    }

    private AdamW(Adam adam, float weightDecay) {
        this(adam.beta1(), adam.beta2(), adam.epsilon(), weightDecay);
    }

    @Override
    public String name() {
        return "adamw";
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
        var adam = new Adam(beta1, beta2, epsilon);
        adam.move(weights, gradient, slots, from, to, adam.corrected(rate, step), 1 - rate * weightDecay);
    }
}
