package io.hourglass.tune;

import io.hourglass.Hourglass;
import java.util.List;

/**
 * What a search found.
 *
 * @param model the best of the last round that was trained
 * @param best how it was made
 * @param trials all that was tried, in order
 */
public record Tuned(Hourglass model, Trial best, List<Trial> trials) {
    public Tuned {
        trials = List.copyOf(trials);
    }
}
