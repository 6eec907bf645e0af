package io.hourglass.training;

import io.hourglass.model.Autoencoder;
import io.hourglass.model.Head;
import java.util.List;
import java.util.Optional;

/**
 * A training in which a head learns from the codes what rows are, and the encoder with it, while the autoencoder goes on learning to
 * rebuild them. The loss of a batch is the head's, plus {@link Head#reconstruction} times the autoencoder's own in nats; epochs are
 * judged by the head alone, on rows without noise. See {@code docs/maths/classification.md}.
 *
 * @param lesson what is learnt and how rows vary
 * @param training what is true of the training rows, as the head's loss takes it; NaN where that is not known
 * @param validation what is true of the rows that epochs are judged by; null for none
 * @param start where the autoencoder starts from; empty for fresh weights
 * @param judge what epochs are judged by; empty for the head's mean loss over the validation rows
 */
public record Supervision(
        Lesson lesson, Rows training, Rows validation, Optional<Autoencoder> start, Optional<Judge> judge) {
    /**
     * What a run is beside its autoencoder.
     *
     * @param head what is learnt from the codes
     * @param augmentation how images vary; empty for not at all
     */
    public record Lesson(Head head, Optional<Augmentation> augmentation) {}

    /** What the head's outputs for all validation rows together are worth. */
    public interface Judge {
        /**
         * The loss of a validation row, on average.
         *
         * @param outputs rows × the head's raw outputs, in the order of the rows
         */
        double loss(float[] outputs);
    }

    /** A digest of rows, of what is true of them, and of where the autoencoder starts from. */
    String digest(Rows rows, Rows judging) {
        MemoryRows weights = new MemoryRows(1, List.of());
        start.map(Autoencoder::weights).ifPresent(each -> {
            for (int i = 0; i < each.length; i++) {
                weights.add(each, i);
            }
        });
        return validation == null
                ? RowDigest.of(rows, training, weights)
                : RowDigest.of(rows, training, judging, validation, weights);
    }

    /** Checks that there is something true of each row. */
    void check(Rows rows, Rows judging) {
        Rows truth = validation == null ? new MemoryRows(lesson.head.targets(), List.of()) : validation;
        if (rows.count() != training.count() || judging.count() != truth.count()) {
            throw new IllegalArgumentException("each row needs its label: got " + training.count() + " and "
                    + truth.count() + " for " + rows.count() + " training and " + judging.count() + " validation rows");
        }
        if (training.width() != lesson.head.targets() || truth.width() != lesson.head.targets()) {
            throw new IllegalArgumentException("the head needs " + lesson.head.targets() + " values a row, got "
                    + training.width() + " and " + truth.width());
        }
    }
}
