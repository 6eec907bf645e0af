package io.hourglass.sequential;

import io.hourglass.optimizer.Optimizer;

/**
 * An optimizer and its learning rate.
 *
 * @param optimizer the rule
 * @param rate the learning rate, constant over training
 */
public record Rule(Optimizer optimizer, float rate) {
    private static Rule named(String name) {
        Optimizer optimizer = Optimizer.of(name);
        return new Rule(optimizer, optimizer.defaultRate());
    }

    /** Adadelta with Keras' defaults; its rate of 0.001 is slow, the paper's is {@code adadelta().rate(1f)}. */
    public static Rule adadelta() {
        return named("adadelta");
    }

    /** Adagrad with Keras' defaults. */
    public static Rule adagrad() {
        return named("adagrad");
    }

    /** RMSprop with Keras' defaults. */
    public static Rule rmsprop() {
        return named("rmsprop");
    }

    /** Adam with Keras' defaults. */
    public static Rule adam() {
        return named("adam");
    }

    /** AdamW with Keras' defaults. */
    public static Rule adamw() {
        return named("adamw");
    }

    /** Plain gradient descent. */
    public static Rule sgd() {
        return named("sgd");
    }

    /** The same at another learning rate. */
    public Rule rate(float other) {
        return new Rule(optimizer, other);
    }
}
