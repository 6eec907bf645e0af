package io.hourglass.loss;

import io.hourglass.math.Softmax;
import io.hourglass.math.StrictFunctions;

/**
 * -Σ t ln p over a row whose targets sum to 1 (a one-hot row, or a distribution).
 *
 * @param fromLogits whether outputs are logits, so that p is their softmax; otherwise they are probabilities
 */
public record CategoricalCrossEntropy(boolean fromLogits) implements Loss {
    private static final float EDGE = 1e-7f;

    @Override
    public void evaluate(LossBatch batch, int from, int to) {
        int width = batch.outputs();
        float[] probabilities = new float[width];
        for (int r = from; r < to; r++) {
            int start = r * width;
            probabilities(batch.output(), start, probabilities);
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum -= (double) batch.target()[start + i] * StrictFunctions.log(Math.max(EDGE, probabilities[i]));
            }
            batch.rowLoss()[r] = sum;
            if (batch.gradient() != null) {
                gradient(batch, start, probabilities);
            }
        }
    }

    private void gradient(LossBatch batch, int start, float[] probabilities) {
        float total = 0f;
        for (int i = 0; i < probabilities.length; i++) {
            total += batch.target()[start + i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            float target = batch.target()[start + i];
            float p = probabilities[i];
            batch.gradient()[start + i] = fromLogits ? total * p - target : p < EDGE ? 0f : -target / p;
        }
    }

    private void probabilities(float[] output, int start, float[] probabilities) {
        System.arraycopy(output, start, probabilities, 0, probabilities.length);
        if (fromLogits) {
            Softmax.apply(probabilities, probabilities, 0, probabilities.length);
        }
    }

    @Override
    public void link(float[] output, int outputs, int rows) {
        for (int r = 0; fromLogits && r < rows; r++) {
            Softmax.apply(output, output, r * outputs, (r + 1) * outputs);
        }
    }

    @Override
    public void parts(LossBatch batch, int row, float[] parts) {
        float[] probabilities = new float[batch.outputs()];
        int start = row * batch.outputs();
        probabilities(batch.output(), start, probabilities);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = -batch.target()[start + i] * StrictFunctions.log(Math.max(EDGE, probabilities[i]));
        }
    }

    @Override
    public double nat(int targets) {
        return 1;
    }

    @Override
    public boolean accepts(int cell, float target) {
        return target >= 0f && target <= 1f;
    }

    @Override
    public String demands() {
        return "categorical cross-entropy needs targets in [0, 1] that sum to 1 in each row";
    }
}
