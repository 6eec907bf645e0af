package io.hourglass.label;

import io.hourglass.math.RandomStream;
import io.hourglass.training.Augmentation;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a head learns from.
 *
 * @param rows prepared
 * @param targets what is true of each, as the head's loss takes it
 */
record Examples(Rows rows, Rows targets) {
    /** Rows with a label are one in so many of those learnt along with the classes that a model gives to the others. */
    private static final int ONE_IN = 5;

    /** How often a row is looked at, the first time as it is. */
    private static final int VIEWS = 4;

    private static final int CHUNK = 1024;

    /** The rows at some places, with their labels. */
    static Examples known(Rows rows, int[] places, LabelRows labels) {
        return new Examples(new PickedRows(rows, places), labels);
    }

    /**
     * All rows: those without a label with the probabilities that a model gives their classes, the mean over the row as it is and moved,
     * squared and scaled to a sum of 1, which makes them surer (Berthelot et al. 2019, "MixMatch: a holistic approach to semi-supervised
     * learning", equations 6 and 7 with T = 0.5); those with a label repeated, so that they are not lost among the others.
     *
     * @param rows all
     * @param known the places of those with a label
     * @param labels theirs
     * @param unknown the places of the others
     * @param guesser what gives the probabilities, and how rows vary
     */
    static Examples guessed(Rows rows, int[] known, LabelRows labels, int[] unknown, Guesser guesser) {
        MemoryRows targets = new MemoryRows(labels.width(), List.of());
        for (int from = 0; from < unknown.length; from += CHUNK) {
            int count = Math.min(CHUNK, unknown.length - from);
            float[] values = new float[count * rows.width()];
            for (int i = 0; i < count; i++) {
                rows.copy(unknown[from + i], values, i * rows.width());
            }
            float[] guesses = surer(guesser.sums(values, count, from), labels);
            for (int at = 0; at < guesses.length; at += labels.width()) {
                targets.add(guesses, at);
            }
        }
        int repeated = count(known.length, unknown.length) - unknown.length;
        float[] label = new float[labels.width()];
        for (int i = 0; i < repeated; i++) {
            labels.copy(i % known.length, label, 0);
            targets.add(label, 0);
        }
        int[] places = IntStream.concat(
                        IntStream.of(unknown), IntStream.range(0, repeated).map(i -> known[i % known.length]))
                .toArray();
        return new Examples(new PickedRows(rows, places), targets);
    }

    /** How many examples are made of so many rows with a label and so many without. */
    static int count(int known, int unknown) {
        return unknown + known * Math.max(1, unknown / ((ONE_IN - 1) * known));
    }

    /** What gives the classes of rows, and how those vary. */
    record Guesser(LabelTraining.Taught taught, Augmentation variation) {
        /** The sums of the probabilities over all views of rows; those are moved from view to view. */
        private double[] sums(float[] rows, int count, int from) {
            double[] sums = taught.classifier().probabilities(taught.model().encode(rows));
            float[] moved = new float[rows.length];
            for (int view = 1; view < VIEWS; view++) {
                System.arraycopy(rows, 0, moved, 0, rows.length);
                variation.move(moved, count, RandomStream.of(view, from).nextLong());
                double[] p = taught.classifier().probabilities(taught.model().encode(moved));
                Arrays.setAll(sums, i -> sums[i] + p[i]);
            }
            return sums;
        }
    }

    private static float[] surer(double[] p, LabelRows labels) {
        int classes = labels.width();
        float[] surer = new float[p.length];
        for (int at = 0; at < p.length; at += classes) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += p[at + c] * p[at + c];
            }
            for (int c = 0; c < classes; c++) {
                surer[at + c] = (float) (p[at + c] * p[at + c] / sum) * labels.weight(c);
            }
        }
        return surer;
    }
}
