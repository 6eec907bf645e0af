package io.hourglass.loss;

import io.hourglass.math.StrictFunctions;

/** ln(1 + (y - t)²): like the squared error near 0, with a slope that falls off far from it, so that what is far off hardly pulls. */
public record Cauchy() implements ElementLoss {
    @Override
    public float value(float output, float target) {
        double d = (double) output - target;
        return (float) StrictFunctions.log1p(d * d);
    }

    @Override
    public float slope(float output, float target) {
        double d = (double) output - target;
        return (float) (2 * d / (1 + d * d));
    }

    /** That of the Cauchy distribution with scale 1: ln π. */
    @Override
    public double logNormaliser() {
        return 1.1447298858494002;
    }
}
