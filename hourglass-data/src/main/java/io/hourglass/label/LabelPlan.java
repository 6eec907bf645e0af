package io.hourglass.label;

import java.util.Optional;

/**
 * How a label is learnt.
 *
 * @param column the column that says what is true of a row; it is no input. Rows whose cell is empty are learnt without it
 * @param balanced whether each class counts as much as any other, however rare
 * @param variation how images vary while the head learns; empty to fit them
 * @param reconstruction what a nat of the reconstruction counts beside one of the label, from 0 on
 * @param pretraining whether the autoencoder learns all rows before the head learns those with a label
 * @param selfTraining whether, where most rows have no label, they are then learnt with the classes that the model gives them
 */
public record LabelPlan(
        String column,
        boolean balanced,
        Optional<Variation> variation,
        float reconstruction,
        boolean pretraining,
        boolean selfTraining) {
    /** What the reconstruction counts unless something else is asked for. */
    public static final float USUAL_RECONSTRUCTION = 0.03f;

    public LabelPlan {
        if (!(reconstruction >= 0f && reconstruction < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the reconstruction counts 0 or more, got " + reconstruction);
        }
    }

    /** A label learnt as usual: every row counts alike, after pre-training, and those without a label have their say. */
    public static LabelPlan of(String column) {
        return new LabelPlan(column, false, Optional.empty(), USUAL_RECONSTRUCTION, true, true);
    }

    /** The same with every class counting alike. */
    public LabelPlan withBalance() {
        return new LabelPlan(column, true, variation, reconstruction, pretraining, selfTraining);
    }

    /** The same with another variation of images. */
    public LabelPlan withVariation(Variation other) {
        return new LabelPlan(column, balanced, Optional.of(other), reconstruction, pretraining, selfTraining);
    }

    /** The same with another weight of the reconstruction. */
    public LabelPlan withReconstruction(float other) {
        return new LabelPlan(column, balanced, variation, other, pretraining, selfTraining);
    }

    /** The same from fresh weights, on the rows with a label alone. */
    public LabelPlan withoutPretraining() {
        return new LabelPlan(column, balanced, variation, reconstruction, false, false);
    }

    /** The same without learning from the classes that the model gives to rows. */
    public LabelPlan withoutSelfTraining() {
        return new LabelPlan(column, balanced, variation, reconstruction, pretraining, false);
    }
}
