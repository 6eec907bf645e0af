package io.hourglass.loss;

/**
 * ½ d² up to |d| = delta, delta (|d| - ½ delta) beyond (Huber 1964).
 *
 * @param delta where the parabola becomes a line
 */
public record Huber(float delta) implements ElementLoss {
    /** Keras' delta. */
    public static final float USUAL_DELTA = 1f;

    public Huber {
        if (!(delta > 0f)) {
            throw new IllegalArgumentException("Huber's delta must be positive, got " + delta);
        }
    }

    @Override
    public float value(float output, float target) {
        float d = Math.abs(output - target);
        return d <= delta ? 0.5f * d * d : delta * (d - 0.5f * delta);
    }

    @Override
    public float slope(float output, float target) {
        return Math.max(-delta, Math.min(delta, output - target));
    }

    @Override
    public double logNormaliser() {
        throw new IllegalArgumentException("the Huber loss is taken as that of no distribution; mse, mae and bce are");
    }
}
