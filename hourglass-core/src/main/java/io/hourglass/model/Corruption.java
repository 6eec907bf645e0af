package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.math.RandomStream;
import java.util.List;

/**
 * Noise on prepared rows, drawn anew at every pass. Missing values stay missing; noise that makes no sense for a kind of cell leaves
 * it alone.
 */
public sealed interface Corruption permits Gaussian, Masking, NoCorruption, SaltAndPepper, Swap {
    /**
     * Corrupts rows.
     *
     * @param clean rows × width, not changed
     * @param noisy as {@code clean}, set
     * @param cells the cells of a row
     * @param key the key of the randomness: the same key draws the same noise
     */
    default void corrupt(float[] clean, float[] noisy, int rows, List<Cell> cells, long key) {
        int width = cells.stream().mapToInt(Cell::width).sum();
        System.arraycopy(clean, 0, noisy, 0, rows * width);
        for (int r = 0; r < rows; r++) {
            RandomStream random = RandomStream.of(key, r);
            float level = level(random);
            int at = r * width;
            for (Cell cell : cells) {
                for (int i = 0; i < cell.width(); i++, at++) {
                    if (!Float.isNaN(clean[at])) {
                        int other = rows < 2 ? at : at % width + random.nextInt(rows) * width;
                        noisy[at] = value(clean[at], clean[other], cell, level, random);
                    }
                }
            }
        }
    }

    /** The strength of the noise for one row. */
    float level(RandomStream random);

    /**
     * One value after the noise.
     *
     * @param value the clean one
     * @param other the same cell's in another row
     */
    float value(float value, float other, Cell cell, float level, RandomStream random);

    /** Whether values may become missing, so that a network needs inputs that say so. */
    default boolean hides() {
        return false;
    }

    /**
     * A corruption as the command line writes it: {@code gaussian:0.1}, {@code gaussian:0..0.2}, {@code masking:0.3},
     * {@code salt-pepper:0.1} or {@code swap:0.15}.
     */
    static Corruption parse(String specification) {
        int colon = specification.indexOf(':');
        String name = colon < 0 ? specification : specification.substring(0, colon);
        String amount = colon < 0 ? "" : specification.substring(colon + 1);
        try {
            return switch (name) {
                case "gaussian" -> gaussian(amount);
                case "masking" -> new Masking(Float.parseFloat(amount));
                case "salt-pepper" -> new SaltAndPepper(Float.parseFloat(amount));
                case "swap" -> new Swap(Float.parseFloat(amount));
                default ->
                    throw new IllegalArgumentException("no noise is called '" + name
                            + "'; there are gaussian:0.1, gaussian:0..0.2, masking:0.3, salt-pepper:0.1 and swap:0.15");
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + specification + "' needs a number after the colon, for instance " + name + ":0.1", e);
        }
    }

    private static Corruption gaussian(String amount) {
        int dots = amount.indexOf("..");
        return dots < 0
                ? new Gaussian(Float.parseFloat(amount), Float.parseFloat(amount))
                : new Gaussian(
                        Float.parseFloat(amount.substring(0, dots)), Float.parseFloat(amount.substring(dots + 2)));
    }

    /** A share of values, checked. */
    static void requireShare(String name, float rate) {
        if (!(rate >= 0f && rate <= 1f)) {
            throw new IllegalArgumentException(name + " takes a share of the values from 0 to 1, got " + rate);
        }
    }
}
