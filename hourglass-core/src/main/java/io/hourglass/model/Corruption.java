package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.math.RandomStream;
import java.util.List;

/**
 * Noise on prepared rows, drawn anew at every pass. Missing values stay missing; noise that makes no sense for a kind of cell leaves
 * it alone.
 */
public sealed interface Corruption permits Gaussian, Masked, Masking, NoCorruption, SaltAndPepper, Swap {
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
                        int other = rows < 2 ? r : (r + 1 + random.nextInt(rows - 1)) % rows;
                        noisy[at] = value(clean[at], clean[other * width + at % width], cell, level, random);
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
     * @param other the clean one of the same cell in another row; NaN where that is missing
     */
    float value(float value, float other, Cell cell, float level, RandomStream random);

    /** Whether it changes anything at all. */
    default boolean changes() {
        return true;
    }

    /** Whether values may become missing, so that a network needs inputs that say so. */
    default boolean hides() {
        return false;
    }

    /** What a value that the network was shown weighs in the loss, beside 1 for one that was hidden from it. */
    default float visible() {
        return 1f;
    }

    /**
     * A corruption as the command line writes it: {@code gaussian:0.1}, {@code gaussian:0..0.2}, {@code masking:0.3},
     * {@code salt-pepper:0.1} or {@code swap:0.15}.
     *
     * @throws IllegalArgumentException for another name, or an amount that is no number or out of range
     */
    static Corruption parse(String specification) {
        int colon = specification.indexOf(':');
        String name = colon < 0 ? specification : specification.substring(0, colon);
        String amount = colon < 0 ? "" : specification.substring(colon + 1);
        return switch (name) {
            case "gaussian" -> gaussian(specification, amount);
            case "masking" -> new Masking(number(specification, amount));
            case "salt-pepper" -> new SaltAndPepper(number(specification, amount));
            case "swap" -> new Swap(number(specification, amount));
            default ->
                throw new IllegalArgumentException("no noise is called '" + name
                        + "'; there are gaussian:0.1, gaussian:0..0.2, masking:0.3, salt-pepper:0.1 and swap:0.15");
        };
    }

    private static Corruption gaussian(String specification, String amount) {
        int dots = amount.indexOf("..");
        float low = number(specification, dots < 0 ? amount : amount.substring(0, dots));
        return new Gaussian(low, dots < 0 ? low : number(specification, amount.substring(dots + 2)));
    }

    /** A plain decimal number: {@link Float#parseFloat} alone would take {@code 0.1f} and {@code NaN} too. */
    private static float number(String specification, String amount) {
        if (!amount.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")) {
            String name = specification.replaceFirst(":.*", "");
            throw new IllegalArgumentException(
                    "'" + specification + "' needs a number after the colon, for instance " + name + ":0.1");
        }
        return Float.parseFloat(amount);
    }

    /** A share of values, checked. */
    static void requireShare(String name, float rate) {
        if (!(rate >= 0f && rate <= 1f)) {
            throw new IllegalArgumentException(name + " takes a share of the values from 0 to 1, got " + rate);
        }
    }
}
