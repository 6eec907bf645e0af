package io.hourglass.loss;

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

    /** The sum of a row's parts, in order. */
    static double sumParts(float[] parts) {
        double sum = 0;
        for (float part : parts) {
            sum += part;
        }
        return sum;
    }
}
