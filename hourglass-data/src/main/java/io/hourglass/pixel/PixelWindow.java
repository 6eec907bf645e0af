package io.hourglass.pixel;

/**
 * The samples that a predictor sees around a pixel, all of them before it in the order of rows.
 *
 * @param above rows above
 * @param side pixels to either side of it in those rows
 * @param left pixels to the left in its own row
 */
public record PixelWindow(int above, int side, int left) {
    private static final int MOST = 16;

    public PixelWindow {
        if (Math.min(above, Math.min(side, left)) < 1 || Math.max(above, Math.max(side, left)) > MOST) {
            throw new IllegalArgumentException("a window has 1 to " + MOST
                    + " rows above, pixels to the side and to the" + " left, got " + above + ", " + side + ", " + left);
        }
    }

    /** Pixels in the rows above. */
    public int pixelsAbove() {
        return above * (2 * side + 1);
    }
}
