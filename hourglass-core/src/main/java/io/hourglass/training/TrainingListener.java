package io.hourglass.training;

/** Told how training goes, on the training thread. */
public interface TrainingListener {
    /**
     * A training begins, or goes on from a checkpoint; there may be several, one after the other.
     *
     * @param epoch the first epoch to come, from 1
     * @param epochs the last one at most
     * @param rows the rows of an epoch
     */
    default void began(int epoch, int epochs, int rows) {}

    /**
     * The training of a member of an ensemble is about to begin; never told of one alone.
     *
     * @param number of the member, from 1
     * @param members how many there will be
     */
    default void memberBegan(int number, int members) {}

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
