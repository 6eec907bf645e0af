package io.hourglass.training;

import io.hourglass.loss.Loss;
import io.hourglass.loss.LossBatch;
import io.hourglass.model.AutoencoderSpec;

/**
 * A loss in which what was hidden from the network counts in full and what it was shown counts less: {@code (1 - v)} times the loss of the
 * hidden values, to which a missing one adds nothing, and {@code v} times that of all.
 */
final class HiddenLoss {
    private final Loss loss;
    private final float visible;
    private final double[] rowLoss;
    private final float[] gradient;

    HiddenLoss(AutoencoderSpec spec, int maxRows) {
        boolean needed = spec.corruption().visible() < 1f;
        this.loss = spec.loss();
        this.visible = spec.corruption().visible();
        this.rowLoss = new double[needed ? maxRows : 0];
        this.gradient = new float[needed ? maxRows * spec.rawWidth() : 0];
    }

    /**
     * Weighs the losses and gradients of rows.
     *
     * @param all the batch, evaluated
     * @param hidden its targets where they were hidden, else NaN
     */
    void weigh(LossBatch all, float[] hidden, int from, int to) {
        float[] slopes = all.gradient();
        LossBatch part = new LossBatch(
                all.output(), all.outputs(), hidden, all.targets(), rowLoss, slopes == null ? null : gradient);
        loss.evaluate(part, from, to);
        for (int r = from; r < to; r++) {
            all.rowLoss()[r] = visible * all.rowLoss()[r] + (1 - visible) * rowLoss[r];
        }
        for (int i = from * all.outputs(); slopes != null && i < to * all.outputs(); i++) {
            slopes[i] = visible * slopes[i] + (1f - visible) * gradient[i];
        }
    }
}
