package io.hourglass.label;

import io.hourglass.training.Rows;
import java.util.Arrays;

/**
 * Labels as a head learns them: a one in the place of the class times the class's weight, or a number in standard deviations. A row
 * without a label is NaN all over.
 *
 * @param label what they are of
 * @param truth of each row, as {@link Label#of} gives it
 * @param weights of the classes; null where all count alike
 */
record LabelRows(Label label, double[] truth, float[] weights) implements Rows {
    /** The labels with each class counting alike: weights of a mean of 1 that are inverse to how often it occurs (King and Zeng 2001). */
    static LabelRows balanced(Label label, double[] truth) {
        float[] weights = new float[label.outputs()];
        int labelled = 0;
        for (double each : truth) {
            if (each >= 0) {
                weights[(int) each]++;
                labelled++;
            }
        }
        for (int c = 0; c < weights.length; c++) {
            weights[c] = weights[c] == 0 ? 0f : labelled / (weights.length * weights[c]);
        }
        return new LabelRows(label, truth, weights);
    }

    /** What a row of a class counts. */
    float weight(int value) {
        return weights == null ? 1f : weights[value];
    }

    @Override
    public int count() {
        return truth.length;
    }

    @Override
    public int width() {
        return label.outputs();
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        double value = truth[row];
        if (label.isNumber()) {
            into[offset] = (float) ((value - label.mean()) / label.deviation());
            return;
        }
        boolean known = value >= 0;
        Arrays.fill(into, offset, offset + width(), known ? 0f : Float.NaN);
        if (known) {
            into[offset + (int) value] = weight((int) value);
        }
    }
}
