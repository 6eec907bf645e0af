package io.hourglass.training;

import java.util.List;

/**
 * How training went.
 *
 * @param epochs a report each
 * @param bestEpoch the epoch whose weights were kept, from 1
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

    /** The report of the epoch whose weights were kept; there is one, because a training makes at least one update. */
    public EpochReport best() {
        return epochs.get(bestEpoch - 1);
    }
}
