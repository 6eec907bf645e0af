package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.math.RandomStream;

/**
 * Normal noise on numbers and pixels. Its standard deviation is in units of the pixel's range 0 to 1, or of the column's standard
 * deviation; it is drawn evenly between two bounds for each row.
 *
 * @param low the least standard deviation
 * @param high the greatest; the same for a fixed one
 */
public record Gaussian(float low, float high) implements Corruption {
    public Gaussian {
        if (!(low >= 0f && high >= low && high < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "gaussian noise takes a standard deviation of 0 or more, or a range low..high, got " + low + ".."
                            + high);
        }
    }

    @Override
    public float level(RandomStream random) {
        return low == high ? low : low + (high - low) * random.nextFloat();
    }

    @Override
    public float value(float value, float other, Cell cell, float level, RandomStream random) {
        float deviation = cell.deviation();
        return deviation == 0f ? value : value + level * deviation * random.nextGaussian();
    }
}
