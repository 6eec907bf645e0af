package io.hourglass.label;

import io.hourglass.network.Shape;
import io.hourglass.training.Augmentation;
import java.util.Optional;

/**
 * How images vary each time a head learns from them.
 *
 * @param shift the most pixels that an image is moved by
 * @param flip whether every other one is mirrored, left to right
 * @param cut the side of the square that is covered, in pixels; 0 for none
 */
public record Variation(int shift, boolean flip, int cut) {
    /** An image is moved by this share of its shorter side, rounded. */
    private static final double USUAL_SHIFT = 1.0 / 14;
    /** The side of the square as a share of the image's (DeVries and Taylor 2017 have a half for ten classes; less is safer). */
    private static final double USUAL_CUT = 2.0 / 7;

    public Variation {
        if (shift < 0 || cut < 0) {
            throw new IllegalArgumentException("shift and cut are 0 or more pixels, got " + shift + " and " + cut);
        }
    }

    /** No variation. */
    public static Variation none() {
        return new Variation(0, false, 0);
    }

    /** Shifts and a small square, which leave nearly all things what they are; a mirror does not: letters and digits have a side. */
    public static Variation usual(Shape image) {
        int side = Math.min(image.at(0), image.at(1));
        return new Variation((int) Math.round(side * USUAL_SHIFT), false, (int) Math.round(side * USUAL_CUT));
    }

    /**
     * From words.
     *
     * @param text {@code none}, or some of {@code shift:2}, {@code flip} and {@code cut:8}, joined by {@code +}
     */
    public static Variation of(String text) {
        Variation variation = none();
        if (text.equals("none")) {
            return variation;
        }
        for (String word : text.split("\\+", -1)) {
            variation = variation.with(word);
        }
        return variation;
    }

    private Variation with(String word) {
        if (word.equals("flip")) {
            return new Variation(shift, true, cut);
        }
        String[] parts = word.split(":", 2);
        if (parts.length == 2 && parts[1].matches("\\d{1,4}")) {
            int pixels = Integer.parseInt(parts[1]);
            if (parts[0].equals("shift")) {
                return new Variation(pixels, flip, cut);
            }
            if (parts[0].equals("cut")) {
                return new Variation(shift, flip, pixels);
            }
        }
        throw new IllegalArgumentException(
                "images vary by shift:PIXELS, flip and cut:PIXELS, joined by +, or by none; got '" + word + "'");
    }

    /** The variation of images of a shape; empty if there is none. */
    public Optional<Augmentation> over(Shape image) {
        return equals(none()) ? Optional.empty() : Optional.of(new Augmentation(image, shift, flip, cut));
    }
}
