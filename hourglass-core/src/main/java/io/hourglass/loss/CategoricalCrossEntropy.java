package io.hourglass.loss;

import io.hourglass.math.Softmax;
import io.hourglass.math.StrictFunctions;

/**
 * -Σ t ln p over a row whose targets sum to 1 (a one-hot row, or a distribution); a missing target (NaN) adds nothing.
 *
 * @param fromLogits whether outputs are logits, so that p is their softmax and ln p = y - ln Σ e^y, exact where the softmax
 *     saturates. Otherwise outputs are probabilities, kept at least 1e-7 in the logarithm as Keras does
 */
public record CategoricalCrossEntropy(boolean fromLogits) implements Loss {
    private static final float EDGE = 1e-7f;

    @Override
    public void evaluate(LossBatch batch, int from, int to) {
        batch.sumParts(this, from, to, 1, row -> gradient(batch, row * batch.outputs()));
    }

    @Override
    public void parts(LossBatch batch, int row, float[] parts) {
        int start = row * batch.outputs();
        float[] output = batch.output();
        float logSum = fromLogits ? Softmax.logSum(output, start, start + parts.length) : 0f;
        for (int i = 0; i < parts.length; i++) {
            float y = output[start + i];
            float logarithm = fromLogits ? y - logSum : StrictFunctions.log(Math.max(EDGE, y));
            parts[i] = -present(batch.target()[start + i]) * logarithm;
        }
    }

    private static float present(float target) {
        return Float.isNaN(target) ? 0f : target;
    }

    /** p Σ t - t by a logit; -t / p by a probability. */
    private void gradient(LossBatch batch, int start) {
        int end = start + batch.outputs();
        float[] output = batch.output();
        float[] gradient = batch.gradient();
        float total = 0f;
        for (int i = start; i < end; i++) {
            total += present(batch.target()[i]);
        }
        if (fromLogits) {
            Softmax.apply(output, gradient, start, end);
        }
        for (int i = start; i < end; i++) {
            float target = present(batch.target()[i]);
            gradient[i] = fromLogits ? total * gradient[i] - target : output[i] < EDGE ? 0f : -target / output[i];
        }
    }

    @Override
    public void link(float[] output, int outputs, int rows) {
        for (int r = 0; fromLogits && r < rows; r++) {
            Softmax.apply(output, output, r * outputs, (r + 1) * outputs);
        }
    }

    @Override
    public double nat(int targets) {
        return 1;
    }

    @Override
    public int refused(float[] target, int at, int targets) {
        for (int i = 0; i < targets; i++) {
            if (!(target[at + i] >= 0f && target[at + i] <= 1f)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String demands() {
        return "categorical cross-entropy needs targets in [0, 1] that sum to 1 in each row";
    }
}
