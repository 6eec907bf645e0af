package io.hourglass.pixel;

import java.util.List;

/**
 * How a predictor of pixels is made.
 *
 * @param window what it sees
 * @param hidden the units of its hidden layers
 * @param experts the logistic distributions that it mixes
 * @param updates how often its weights are moved, each time by {@value PixelTraining#BATCH} samples
 */
public record PixelPlan(PixelWindow window, List<Integer> hidden, int experts, int updates) {
    /** The updates unless others are asked for: some minutes. */
    public static final int USUAL_UPDATES = 40_000;

    public PixelPlan {
        hidden = List.copyOf(hidden);
        if (updates < 1) {
            throw new IllegalArgumentException("a predictor of pixels needs at least 1 update, got " + updates);
        }
    }

    /** The usual one. */
    public static PixelPlan usual() {
        return new PixelPlan(new PixelWindow(4, 5, 8), List.of(256, 128), 8, USUAL_UPDATES);
    }

    /** The same with so many updates. */
    public PixelPlan withUpdates(int other) {
        return new PixelPlan(window, hidden, experts, other);
    }

    /**
     * Refuses rows whose pixels cannot be predicted.
     *
     * @param images whether they are images
     * @param cut whether these are cut into patches
     */
    public void check(boolean images, boolean cut) {
        if (cut || !images) {
            throw new IllegalArgumentException(
                    "pixels are predicted in images of one size, seen whole; leave out --pixels"
                            + (cut ? ", or --patch where it was asked for" : ": these rows are no images"));
        }
    }
}
