package io.hourglass.bench.contest;

/** A system that trains the network of a {@link Job}, a given number of updates at a time. */
public interface Contestant extends AutoCloseable {
    /** What runs, with its version, in a few words. */
    String description();

    /**
     * Goes on training with the job's next batches, after the last one with the first again. All that an update needs is done
     * within: the batch's values are brought to where they are computed with, forward, loss, backward, and the update.
     *
     * @param count how many updates, at least 1
     * @return the mean of the batches' losses, each as it was before its update; NaN for a system that has none
     */
    double train(int count);

    @Override
    default void close() {}
}
