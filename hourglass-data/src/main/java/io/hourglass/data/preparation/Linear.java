package io.hourglass.data.preparation;

import java.util.Locale;

/**
 * (value - center) / scale.
 *
 * @param center what becomes 0
 * @param scale what becomes 1 above it
 */
public record Linear(double center, double scale) implements Scaling {
    public Linear {
        if (!Double.isFinite(center) || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a scaling needs a finite center and a positive scale, got " + center + " and " + scale);
        }
    }

    @Override
    public double apply(double value) {
        return (value - center) / scale;
    }

    @Override
    public double undo(double prepared) {
        return prepared * scale + center;
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "(x - %.6g) / %.6g", center, scale);
    }
}
