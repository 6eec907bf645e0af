package io.hourglass.loss;

/**
 * How far outputs are from targets. A loss also knows what turns raw outputs into a reconstruction, because some are computed from
 * logits; that is written once, here, for every engine.
 */
public sealed interface Loss permits CategoricalCrossEntropy, CellLoss, DiscretisedLogistic, ElementLoss {
    /** The raw outputs that a network needs for rows of so many target values. */
    default int outputs(int targets) {
        return targets;
    }

    /** The values of a reconstruction, which come first in a row of raw outputs; what comes after says how sure the network is. */
    default int reconstruction(int targets) {
        return outputs(targets);
    }

    /**
     * What the loss of a row, in nats, lacks to be the negative logarithm of a probability or density.
     *
     * @param target an array of target rows
     * @param at where the row starts
     * @throws IllegalArgumentException if the loss is that of no distribution
     */
    default double logNormaliser(float[] target, int at, int targets) {
        return 0;
    }

    /**
     * The loss of the rows {@code from} to {@code to}, and their gradient where there is an array for it.
     */
    void evaluate(LossBatch batch, int from, int to);

    /**
     * Turns raw outputs into the reconstruction in place: the sigmoid or softmax of logits, else nothing.
     *
     * @param output rows × {@code outputs} values
     */
    default void link(float[] output, int outputs, int rows) {}

    /**
     * A target row in the reconstruction's own terms: a category becomes its one-hot row; NaN where it is missing.
     *
     * @param target an array of target rows
     * @param at where the row starts
     * @param expanded as many values as there are outputs
     */
    default void expand(float[] target, int at, float[] expanded) {
        System.arraycopy(target, at, expanded, 0, expanded.length);
    }

    /**
     * The part of a row's loss that each target value has; 0 where it is missing.
     *
     * @param row the row in the batch
     * @param parts one value for each target
     */
    void parts(LossBatch batch, int row, float[] parts);

    /** What one nat of a row is worth in units of its loss: a share where the loss is a mean over the row's values. */
    default double nat(int targets) {
        return 1.0 / targets;
    }

    /**
     * Looks for a target that cannot be learnt with this loss; cross-entropy wants values in [0, 1].
     *
     * @param target an array of target rows
     * @param at where the row starts
     * @param targets the width of the row
     * @return the place in the row of the first target that is refused; -1 if all are accepted
     */
    default int refused(float[] target, int at, int targets) {
        return -1;
    }

    /** What the targets must be, for the message when one is refused. */
    default String demands() {
        return "any number";
    }

    /** The squared error of one reconstruction row against its expanded target; missing values do not count. */
    static double squaredError(float[] reconstruction, int at, float[] expanded) {
        double sum = 0;
        for (int i = 0; i < expanded.length; i++) {
            float d = reconstruction[at + i] - expanded[i];
            if (!Float.isNaN(expanded[i])) {
                sum += (double) d * d;
            }
        }
        return sum;
    }
}
