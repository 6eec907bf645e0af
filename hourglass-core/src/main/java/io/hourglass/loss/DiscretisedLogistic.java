package io.hourglass.loss;

import io.hourglass.math.StrictFunctions;

/**
 * The negative logarithm of the probability of a pixel's level, where a logistic distribution is cut into 256 levels of [0, 1] (Kingma et al.
 * 2016, "Improving variational inference with inverse autoregressive flow", appendix; Salimans et al. 2017, equation 2):
 * {@code -ln(σ(a) - σ(b))} with {@code a, b = (t - μ ± δ) / s} and {@code δ} half a level; the first level has all below it, the last all
 * above. The network gives a mean {@code μ} for each pixel and, last in a row, {@code ln s}. A row's loss is the mean over its pixels, in nats.
 * See {@code docs/maths/likelihoods.md}.
 */
public record DiscretisedLogistic() implements Loss {
    /** Half the distance of two of the 256 levels. */
    private static final float HALF = 0.5f / 255;

    /** Logarithms of scales are kept within ± this, so that nothing overflows. */
    private static final float LIMIT = 12f;

    @Override
    public int outputs(int targets) {
        return targets + 1;
    }

    @Override
    public int reconstruction(int targets) {
        return targets;
    }

    private static float scale(LossBatch batch, int row) {
        float logScale = batch.output()[(row + 1) * batch.outputs() - 1];
        return StrictFunctions.exp(Math.max(-LIMIT, Math.min(LIMIT, logScale)));
    }

    /**
     * -ln(σ(a) - σ(b)) = softplus(-a) + softplus(b) - ln(1 - e^(b - a)), without what a first or last level has not.
     *
     * @param width ln(1 - e^(b - a)), the same for all pixels of a row
     */
    private static float value(float mean, float target, float scale, float width) {
        float a = (target - mean + HALF) / scale;
        float b = (target - mean - HALF) / scale;
        if (target < HALF) {
            return StrictFunctions.softplus(-a);
        }
        return target > 1f - HALF
                ? StrictFunctions.softplus(b)
                : StrictFunctions.softplus(-a) + StrictFunctions.softplus(b) - width;
    }

    @Override
    public void evaluate(LossBatch batch, int from, int to) {
        batch.sumParts(this, from, to, batch.targets(), row -> gradient(batch, row));
    }

    @Override
    public void parts(LossBatch batch, int row, float[] parts) {
        float scale = scale(batch, row);
        float width = StrictFunctions.log(-StrictFunctions.expm1(-2f * HALF / scale));
        for (int i = 0; i < parts.length; i++) {
            float target = batch.target()[row * batch.targets() + i];
            float mean = batch.output()[row * batch.outputs() + i];
            parts[i] = Float.isNaN(target) ? 0f : value(mean, target, scale, width);
        }
    }

    /** dμ = (σ(-a) - σ(b)) / s; d ln s = Σ (a σ(-a) - b σ(b) + u / (e^u - 1)), u = 2 δ / s. */
    private static void gradient(LossBatch batch, int row) {
        int last = (row + 1) * batch.outputs() - 1;
        float scale = scale(batch, row);
        float share = 1f / batch.targets();
        float u = 2f * HALF / scale;
        float width = u / StrictFunctions.expm1(u);
        double sum = 0;
        for (int i = 0; i < batch.targets(); i++) {
            int place = row * batch.outputs() + i;
            float target = batch.target()[row * batch.targets() + i];
            float mean = batch.output()[place];
            float a = (target - mean + HALF) / scale;
            float b = (target - mean - HALF) / scale;
            float below = target > 1f - HALF ? 0f : StrictFunctions.sigmoid(-a);
            float above = target < HALF ? 0f : StrictFunctions.sigmoid(b);
            boolean inside = target >= HALF && target <= 1f - HALF;
            boolean missing = Float.isNaN(target);
            batch.gradient()[place] = missing ? 0f : share * (below - above) / scale;
            sum += missing ? 0 : a * below - b * above + (inside ? width : 0f);
        }
        boolean limited = Math.abs(batch.output()[last]) > LIMIT;
        batch.gradient()[last] = limited ? 0f : (float) (share * sum);
    }

    /** Means beyond black and white are those. */
    @Override
    public void link(float[] output, int outputs, int rows) {
        for (int i = 0; i < rows * outputs; i++) {
            output[i] = i % outputs == outputs - 1 ? output[i] : Math.max(0f, Math.min(1f, output[i]));
        }
    }

    @Override
    public int refused(float[] target, int at, int targets) {
        return new BinaryCrossEntropy(true).refused(target, at, targets);
    }

    @Override
    public String demands() {
        return "the discretised logistic likelihood needs pixels in [0, 1]";
    }
}
