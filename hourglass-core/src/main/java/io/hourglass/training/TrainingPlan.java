package io.hourglass.training;

/**
 * How to train.
 *
 * @param epochs the most passes over the training rows, at least 1
 * @param batch the rows of an update, at least 1; the last, shorter batch of an epoch is used too
 * @param shuffle whether rows are drawn in a new order each epoch
 * @param updates how weights move
 * @param stopping when to end early
 * @param seed of the initial weights, the order of rows and all noise
 */
public record TrainingPlan(int epochs, int batch, boolean shuffle, Updates updates, Stopping stopping, long seed) {
    public TrainingPlan {
        if (epochs < 1) {
            throw new IllegalArgumentException("training needs at least 1 epoch, got " + epochs);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("a batch needs at least 1 row, got " + batch);
        }
    }

    /** The same with all rows having their say. */
    public TrainingPlan withoutTrim() {
        Updates all = new Updates(updates.optimizer(), updates.rate(), updates.schedule(), updates.clipping());
        return withUpdates(all);
    }

    /** The same with weights that move otherwise. */
    public TrainingPlan withUpdates(Updates other) {
        return new TrainingPlan(epochs, batch, shuffle, other, stopping, seed);
    }

    /** The same with another end. */
    public TrainingPlan withStopping(Stopping other) {
        return new TrainingPlan(epochs, batch, shuffle, updates, other, seed);
    }

    /** The same from another seed. */
    public TrainingPlan withSeed(long other) {
        return new TrainingPlan(epochs, batch, shuffle, updates, stopping, other);
    }
}
