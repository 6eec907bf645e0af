package io.hourglass.loss;

/** (y - t)². */
public record SquaredError() implements ElementLoss {
    @Override
    public float value(float output, float target) {
        return (output - target) * (output - target);
    }

    @Override
    public float slope(float output, float target) {
        return 2f * (output - target);
    }
}
