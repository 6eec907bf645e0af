package io.hourglass.plan;

/** What a variational autoencoder takes numbers and pixels to be drawn from. */
public enum Likelihood {
    /** A normal distribution with variance ½ around the output: the squared error. */
    GAUSSIAN,
    /** Zeros and ones, of which the output is the probability of a one: cross-entropy. */
    BERNOULLI,
    /** Pixels of 256 levels, from a logistic distribution around the output with a learnt scale. */
    DISCRETISED_LOGISTIC
}
