package io.hourglass.loss;

import java.util.function.IntConsumer;

/**
 * What a loss looks at and fills in: rows of raw outputs, rows of targets (NaN where the value is missing and must not count), the
 * loss of each row and, where it is wanted, the gradient of each row's loss by its outputs.
 *
 * @param output rows × {@code outputs} raw outputs of the network
 * @param outputs the width of an output row
 * @param target rows × {@code targets} prepared values
 * @param targets the width of a target row
 * @param rowLoss one loss a row, set by the loss
 * @param gradient as {@code output}, set by the loss; null if nobody asks for it
 */
public record LossBatch(float[] output, int outputs, float[] target, int targets, double[] rowLoss, float[] gradient) {
    /** Room for a number of rows; the arrays are filled by the caller. */
    public static LossBatch of(int rows, int outputs, int targets, boolean withGradient) {
        return new LossBatch(
                new float[rows * outputs],
                outputs,
                new float[rows * targets],
                targets,
                new double[rows],
                withGradient ? new float[rows * outputs] : null);
    }

    /**
     * Sets the losses of rows to the sums of their parts, and lets the gradients of those rows be set if there is an array for them.
     *
     * @param divisor what a sum is divided by
     * @param gradientOf sets that of a row
     */
    void sumParts(Loss loss, int from, int to, int divisor, IntConsumer gradientOf) {
        float[] parts = new float[targets];
        for (int r = from; r < to; r++) {
            loss.parts(this, r, parts);
            double sum = 0;
            for (float part : parts) {
                sum += part;
            }
            rowLoss[r] = sum / divisor;
            if (gradient != null) {
                gradientOf.accept(r);
            }
        }
    }
}
