package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.math.RandomStream;

/**
 * Gives a cell the value that the same column has in another row of the batch: every value stays a real one, only the row no longer
 * fits together. The noise that works on tables. A missing value is not passed on.
 *
 * @param rate the share of values swapped, 0 to 1
 */
public record Swap(float rate) implements Corruption {
    public Swap {
        Corruption.requireShare("swap", rate);
    }

    @Override
    public float level(RandomStream random) {
        return rate;
    }

    @Override
    public float value(float value, float other, Cell cell, float level, RandomStream random) {
        return random.nextFloat() < level && !Float.isNaN(other) ? other : value;
    }
}
