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

    /** That of the Laplace distribution with scale 1: ln 2. */
    @Override
    public double logNormaliser() {
        return 0.6931471805599453;
    }
}
