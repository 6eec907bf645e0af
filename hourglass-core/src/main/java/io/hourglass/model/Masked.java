package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.math.RandomStream;

/**
 * Hides values as {@link Masking} does, and the loss counts them rather than those that the network was shown (He et al. 2022, "Masked
 * autoencoders are scalable vision learners"): it learns to fill in, not to copy.
 *
 * <p>The share hidden is drawn for each row, evenly around the rate and down to 0 where that is as far from 1: rows with nothing or little
 * missing, which a trained network sees most, are then among those that it learnt from.
 *
 * @param rate the share of values hidden on average, above 0, at most 1
 * @param visible the weight of a value that was shown, 0 to 1; a hidden one has the weight 1
 */
public record Masked(float rate, float visible) implements Corruption {
    /** The share of values hidden unless another is given. */
    public static final float USUAL_RATE = 0.3f;

    /** So much that what is shown is kept too. */
    public static final float USUAL_VISIBLE = 0.1f;

    public Masked {
        Corruption.requireShare("masking", rate);
        Corruption.requireShare("the weight of what is shown", visible);
        if (rate == 0f) {
            throw new IllegalArgumentException("masking must hide some of the values, got a share of 0");
        }
    }

    @Override
    public float level(RandomStream random) {
        return rate + Math.min(rate, 1f - rate) * (2f * random.nextFloat() - 1f);
    }

    @Override
    public float value(float value, float other, Cell cell, float level, RandomStream random) {
        return new Masking(rate).value(value, other, cell, level, random);
    }

    @Override
    public boolean hides() {
        return true;
    }
}
