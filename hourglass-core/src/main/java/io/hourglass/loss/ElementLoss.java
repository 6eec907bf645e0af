package io.hourglass.loss;

import io.hourglass.cell.NumberLoss;
import java.util.Locale;

/**
 * A loss of each output against its target; a row's loss is the mean over its values, as in Keras. Missing targets (NaN) add
 * nothing.
 */
public sealed interface ElementLoss extends Loss, NumberLoss
        permits AbsoluteError, BinaryCrossEntropy, Huber, SquaredError {
    @Override
    default float link(float output) {
        return output;
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

    /** The loss of a name: {@code mse}, {@code mae}, {@code huber} or {@code bce}. */
    static ElementLoss of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "mse" -> new SquaredError();
            case "mae" -> new AbsoluteError();
            case "huber" -> new Huber(Huber.USUAL_DELTA);
            case "bce" -> new BinaryCrossEntropy(false);
            default ->
                throw new IllegalArgumentException(
                        "no loss is called '" + name + "'; there are mse, bce, mae and huber");
        };
    }

    @Override
    default void evaluate(LossBatch batch, int from, int to) {
        int width = batch.outputs();
        float[] output = batch.output();
        float[] target = batch.target();
        for (int r = from; r < to; r++) {
            double sum = 0;
            for (int i = r * width; i < (r + 1) * width; i++) {
                float value = value(output[i], target[i]);
                sum += Float.isNaN(target[i]) ? 0f : value;
            }
            batch.rowLoss()[r] = sum / width;
        }
        float[] gradient = batch.gradient();
        if (gradient != null) {
            float scale = 1f / width;
            for (int i = from * width; i < to * width; i++) {
                float slope = slope(output[i], target[i]) * scale;
                gradient[i] = Float.isNaN(target[i]) ? 0f : slope;
            }
        }
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
