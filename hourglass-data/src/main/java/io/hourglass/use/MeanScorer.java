package io.hourglass.use;

import java.util.List;

/**
 * How strange the members of an ensemble find rows, on average.
 *
 * @param members at least one
 */
record MeanScorer(List<Scorer> members) {
    /** How many threads may score at once. */
    int threads() {
        return members.get(0).threads();
    }

    /** Means of scores, of what they are made of, and of reconstructions. */
    Scorer.Parts score(float[] rows, int count) {
        Scorer.Parts mean = members.get(0).score(rows, count);
        if (members.size() == 1) {
            return mean;
        }
        for (Scorer member : members.subList(1, members.size())) {
            Scorer.Parts other = member.score(rows, count);
            Ensemble.add(mean.scores(), other.scores());
            Ensemble.add(mean.parts(), other.parts());
            Ensemble.add(mean.reconstruction(), other.reconstruction());
        }
        Ensemble.divide(mean.scores(), members.size());
        Ensemble.divide(mean.parts(), members.size());
        Ensemble.divide(mean.reconstruction(), members.size());
        return mean;
    }
}
