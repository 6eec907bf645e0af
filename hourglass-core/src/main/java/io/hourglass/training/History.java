package io.hourglass.training;

import java.util.List;

/**
 * How training went.
 *
 * @param epochs a report each
 * @param bestEpoch the epoch whose weights were kept, from 1; 0 if training diverged before any ended
 * @param stopped why it ended
 */
public record History(List<EpochReport> epochs, int bestEpoch, Stopped stopped) {
    public History {
        epochs = List.copyOf(epochs);
        if (bestEpoch < 0 || bestEpoch > epochs.size()) {
            throw new IllegalArgumentException(
                    "the best of " + epochs.size() + " epochs cannot be number " + bestEpoch);
        }
    }

    /** Why training ended. */
    public enum Stopped {
        EPOCHS,
        PATIENCE,
        TIME,
        DIVERGED
    }

    /**
     * The report of the epoch whose weights were kept.
     *
     * @throws IllegalStateException if training diverged before any epoch ended
     */
    public EpochReport best() {
        if (bestEpoch == 0) {
            throw new IllegalStateException("no epoch ended, so there is no best one");
        }
        return epochs.get(bestEpoch - 1);
    }

    /** The seconds that all epochs took. */
    public double seconds() {
        return epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).seconds();
    }
}
