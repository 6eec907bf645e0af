package io.hourglass.model;

/**
 * How probable a variational autoencoder holds rows to be, from below, in nats.
 *
 * @param elbo the evidence bound of each row: the mean of the logarithms of importance weights
 * @param importance the tighter bound of each row: the logarithm of their mean (Burda, Grosse and Salakhutdinov 2016, equation 8)
 */
public record Evidence(double[] elbo, double[] importance) {}
