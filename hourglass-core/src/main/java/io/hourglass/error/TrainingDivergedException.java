package io.hourglass.error;

/** A loss or a gradient that is no longer a number; the best model up to then was kept where one was asked for. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final long step;
    private final double lastFiniteLoss;

    /**
     * @param epoch the epoch in which it happened, counted from 1
     * @param step the update since the start of training, counted from 1
     * @param lastFiniteLoss the loss of the last batch that had a finite one; NaN if there was none
     * @param advice what would help
     */
    public TrainingDivergedException(int epoch, long step, double lastFiniteLoss, String advice) {
        super("training diverged in epoch " + epoch + ", step " + step
                + ": the loss is no longer finite ("
                + (Double.isNaN(lastFiniteLoss) ? "it never was" : "last finite loss " + lastFiniteLoss) + "). " + advice);
        this.epoch = epoch;
        this.step = step;
        this.lastFiniteLoss = lastFiniteLoss;
    }

    /** The epoch in which it happened, counted from 1. */
    public int epoch() {
        return epoch;
    }

    /** The update at which it happened, counted from 1. */
    public long step() {
        return step;
    }

    /** The loss of the last batch that had a finite one; NaN if there was none. */
    public double lastFiniteLoss() {
        return lastFiniteLoss;
    }
}
