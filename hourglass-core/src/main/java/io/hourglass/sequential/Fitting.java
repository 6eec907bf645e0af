package io.hourglass.sequential;

import io.hourglass.training.Rows;
import io.hourglass.training.Stopping;

/**
 * How long and in what steps to fit, as the arguments of Keras' {@code fit}.
 *
 * @param epochs passes over the rows
 * @param batchSize rows of an update
 * @param shuffle whether rows are drawn in a new order each epoch
 * @param validation rows to judge epochs by; null for none
 * @param stopping when to end early
 * @param seed of weights, order and noise
 */
public record Fitting(int epochs, int batchSize, boolean shuffle, Rows validation, Stopping stopping, long seed) {
    /** Keras' default batch. */
    private static final int BATCH = 32;

    private static final long SEED = 42;

    /** So many epochs in batches of 32, shuffled, without validation. */
    public static Fitting epochs(int epochs) {
        return new Fitting(epochs, BATCH, true, null, Stopping.never(), SEED);
    }

    /** The same in other batches. */
    public Fitting batchSize(int rows) {
        return new Fitting(epochs, rows, shuffle, validation, stopping, seed);
    }

    /** The same with or without shuffling. */
    public Fitting shuffle(boolean on) {
        return new Fitting(epochs, batchSize, on, validation, stopping, seed);
    }

    /** The same with rows to judge epochs by. */
    public Fitting validation(Rows rows) {
        return new Fitting(epochs, batchSize, shuffle, rows, stopping, seed);
    }

    /** The same, ended early. */
    public Fitting stopping(Stopping rule) {
        return new Fitting(epochs, batchSize, shuffle, validation, rule, seed);
    }

    /** The same from another seed. */
    public Fitting seed(long other) {
        return new Fitting(epochs, batchSize, shuffle, validation, stopping, other);
    }
}
