package io.hourglass.loss;

/** |y - t|, with slope 0 where they are equal. */
public record AbsoluteError() implements ElementLoss {
    @Override
    public float value(float output, float target) {
        return Math.abs(output - target);
    }

    @Override
    public float slope(float output, float target) {
        return Math.signum(output - target);
    }
}
