package io.hourglass.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * How settings are searched: as many plans as there are trials, drawn at random but for the first, are trained for a short time; the
 * better third goes on to three times as many epochs, until one is left that gets all (successive halving: Jamieson and Talwalkar
 * 2016, algorithm 1, with thirds).
 *
 * @param trials how many plans, at least 1
 * @param epochs what the last one gets, at least 1
 * @param seconds after so many no further one is started
 * @param free what is drawn, of what {@link Setting#free} gives; the rest stays as the plan says
 * @param seed of the draws
 */
public record TuningPlan(int trials, int epochs, double seconds, List<Setting> free, long seed) {
    /** The trials unless another number is asked for. */
    public static final int USUAL_TRIALS = 27;

    private static final int SHARE = 3;

    public TuningPlan {
        free = List.copyOf(free);
        if (trials < 1 || epochs < 1 || !(seconds > 0)) {
            throw new IllegalArgumentException(
                    "a search needs at least 1 trial, at least 1 epoch and a positive time, got " + trials + ", "
                            + epochs + " and " + seconds);
        }
        if (free.isEmpty() && trials > 1) {
            throw new IllegalArgumentException(
                    "every setting is given, so that there is nothing to search; leave one of them out");
        }
    }

    /** The same however long it takes. */
    TuningPlan withoutLimit() {
        return new TuningPlan(trials, epochs, Double.POSITIVE_INFINITY, free, seed);
    }

    /** The epochs of all trials of all rounds together. */
    public long units() {
        return rounds().stream()
                .mapToLong(round -> (long) round.trials() * round.epochs())
                .sum();
    }

    /**
     * A round of the search.
     *
     * @param trials how many plans are in it
     * @param epochs what each gets
     */
    record Round(int trials, int epochs) {}

    List<Round> rounds() {
        List<Integer> trialsLeft = new ArrayList<>();
        for (int left = trials; left > 1; left = Math.max(1, left / SHARE)) {
            trialsLeft.add(left);
        }
        trialsLeft.add(1);
        List<Round> rounds = new ArrayList<>();
        double share = 1;
        for (int i = trialsLeft.size() - 1; i >= 0; i--) {
            int each = (int) Math.max(1, Math.round(epochs / share));
            if (!rounds.isEmpty() && rounds.get(0).epochs == each) {
                rounds.remove(0); // it would only try the same again
            }
            rounds.add(0, new Round(trialsLeft.get(i), each));
            share *= SHARE;
        }
        return rounds;
    }
}
