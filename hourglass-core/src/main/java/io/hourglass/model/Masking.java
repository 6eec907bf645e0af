package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.math.RandomStream;

/**
 * Hides values: pixels turn black, cells of a table turn missing (Vincent et al. 2010, section 3.3).
 *
 * @param rate the share of values hidden, 0 to 1
 */
public record Masking(float rate) implements Corruption {
    public Masking {
        Corruption.requireShare("masking", rate);
    }

    @Override
    public float level(RandomStream random) {
        return rate;
    }

    @Override
    public float value(float value, float other, Cell cell, float level, RandomStream random) {
        return random.nextFloat() < level ? cell.hidden() : value;
    }

    @Override
    public boolean hides() {
        return true;
    }
}
