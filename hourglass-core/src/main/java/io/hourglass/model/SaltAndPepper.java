package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.math.RandomStream;

/**
 * Sets values to one of their extremes, each as likely: black or white, the least or greatest number of the column, any level of a
 * category.
 *
 * @param rate the share of values set, 0 to 1
 */
public record SaltAndPepper(float rate) implements Corruption {
    public SaltAndPepper {
        Corruption.requireShare("salt-pepper", rate);
    }

    @Override
    public float level(RandomStream random) {
        return rate;
    }

    @Override
    public float value(float value, float other, Cell cell, float level, RandomStream random) {
        return random.nextFloat() < level ? cell.impulse(random) : value;
    }
}
