package io.hourglass.loss;

import io.hourglass.cell.NumberLoss;
import java.util.Locale;

/**
 * A loss of each output against its target; a row's loss is the mean over its values, as in Keras. Missing targets (NaN) add
 * nothing.
 */
public sealed interface ElementLoss extends Loss, NumberLoss
        permits AbsoluteError, BinaryCrossEntropy, Cauchy, Huber, SquaredError {
    @Override
    default float link(float output) {
        return output;
    }

    /**
     * What the loss of a value lacks to be the negative logarithm of a probability or density.
     *
     * @throws IllegalArgumentException if the loss is that of no distribution
     */
    double logNormaliser();

    @Override
    default double logNormaliser(float[] target, int at, int targets) {
        int present = 0;
        for (int i = at; i < at + targets; i++) {
            present += Float.isNaN(target[i]) ? 0 : 1;
        }
        return present * logNormaliser();
    }

    /** Whether a number can be a target; a missing one (NaN) always can. */
    default boolean accepts(float target) {
        return true;
    }

    @Override
    default int refused(float[] target, int at, int targets) {
        for (int i = 0; i < targets; i++) {
            if (!accepts(target[at + i])) {
                return i;
            }
        }
        return -1;
    }

    /** The loss of a name: {@code mse}, {@code mae}, {@code huber}, {@code cauchy} or {@code bce}. */
    static ElementLoss of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "mse" -> new SquaredError();
            case "mae" -> new AbsoluteError();
            case "huber" -> new Huber(Huber.USUAL_DELTA);
            case "cauchy" -> new Cauchy();
            case "bce" -> new BinaryCrossEntropy(false);
            default ->
                throw new IllegalArgumentException(
                        "no loss is called '" + name + "'; there are mse, bce, mae, huber and cauchy");
        };
    }

    /**
     * {@inheritDoc}
     *
     * <p>Rows are first taken as if nothing were missing, in loops without branches; a row whose sum is not a number is done again
     * with care. Sums have four parts, so that the processor need not wait for one addition after the other.
     */
    @Override
    default void evaluate(LossBatch batch, int from, int to) {
        int width = batch.outputs();
        float[] output = batch.output();
        float[] target = batch.target();
        float[] gradient = batch.gradient();
        float scale = 1f / width;
        for (int i = from * width; gradient != null && i < to * width; i++) {
            gradient[i] = slope(output[i], target[i]) * scale;
        }
        for (int r = from; r < to; r++) {
            double sum = sum(output, target, r * width, (r + 1) * width);
            batch.rowLoss()[r] = (Double.isNaN(sum) ? evaluatePresent(batch, r) : sum) / width;
        }
    }

    private double sum(float[] output, float[] target, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += value(output[i], target[i]);
            b += value(output[i + 1], target[i + 1]);
            c += value(output[i + 2], target[i + 2]);
            d += value(output[i + 3], target[i + 3]);
        }
        for (; i < to; i++) {
            a += value(output[i], target[i]);
        }
        return (a + b) + (c + d);
    }

    /** The sum over the targets that are not missing; the gradient by the outputs of the others becomes 0. */
    private double evaluatePresent(LossBatch batch, int row) {
        double sum = 0;
        for (int i = row * batch.outputs(); i < (row + 1) * batch.outputs(); i++) {
            if (!Float.isNaN(batch.target()[i])) {
                sum += value(batch.output()[i], batch.target()[i]);
            } else if (batch.gradient() != null) {
                batch.gradient()[i] = 0f;
            }
        }
        return sum;
    }

    @Override
    default void parts(LossBatch batch, int row, float[] parts) {
        int start = row * batch.outputs();
        for (int i = 0; i < parts.length; i++) {
            float target = batch.target()[start + i];
            parts[i] = Float.isNaN(target) ? 0f : value(batch.output()[start + i], target);
        }
    }
}
