package io.hourglass.loss;

import io.hourglass.math.StrictFunctions;

/**
 * -t ln p - (1 - t) ln(1 - p) for targets in [0, 1].
 *
 * @param fromLogits whether outputs are logits, so that p = sigmoid(y); exact and stable where a sigmoid saturates. Otherwise outputs
 *     are probabilities, kept 1e-7 away from 0 and 1 as Keras does
 */
public record BinaryCrossEntropy(boolean fromLogits) implements ElementLoss {
    private static final float EDGE = 1e-7f;

    @Override
    public float value(float output, float target) {
        if (fromLogits) {
            return StrictFunctions.softplus(output) - target * output;
        }
        float p = Math.max(EDGE, Math.min(1f - EDGE, output));
        return -target * StrictFunctions.log(p) - (1f - target) * StrictFunctions.log(1f - p);
    }

    @Override
    public float slope(float output, float target) {
        if (fromLogits) {
            return StrictFunctions.sigmoid(output) - target;
        }
        boolean clipped = output < EDGE || output > 1f - EDGE;
        return clipped ? 0f : (output - target) / (output * (1f - output));
    }

    @Override
    public float link(float output) {
        return fromLogits ? StrictFunctions.sigmoid(output) : output;
    }

    @Override
    public void link(float[] output, int outputs, int rows) {
        for (int i = 0; fromLogits && i < outputs * rows; i++) {
            output[i] = StrictFunctions.sigmoid(output[i]);
        }
    }

    @Override
    public boolean accepts(float target) {
        return Float.isNaN(target) || (target >= 0f && target <= 1f);
    }

    @Override
    public String demands() {
        return "binary cross-entropy needs targets in [0, 1]";
    }

    /** None: it is the logarithm of the probability of a 0 or 1. */
    @Override
    public double logNormaliser() {
        return 0;
    }
}
