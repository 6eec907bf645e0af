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

    /** That of the normal distribution with variance ½: ½ ln π. */
    @Override
    public double logNormaliser() {
        return 0.5723649429247001;
    }
}
