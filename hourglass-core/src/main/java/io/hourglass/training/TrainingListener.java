package io.hourglass.training;

/** Told how training goes, on the training thread. */
public interface TrainingListener {
    /** Training begins, or goes on, by a plan. */
    default void started(TrainingPlan plan) {}

    /**
     * An update was made.
     *
     * @param epoch the epoch, from 1
     * @param rowsDone the rows of this epoch so far
     * @param rows the rows of an epoch
     * @param loss the mean loss of the epoch so far
     */
    default void updated(int epoch, int rowsDone, int rows, double loss) {}

    /** An epoch ended. */
    default void epochEnded(EpochReport report) {}

    /**
     * The last epoch ended.
     *
     * @param nativeBytes the memory that the engine held outside the JVM's heap, in bytes; it is given back now
     */
    default void ended(long nativeBytes) {}

    /** Something the user should know, in one sentence. */
    default void noticed(String finding) {}
}
