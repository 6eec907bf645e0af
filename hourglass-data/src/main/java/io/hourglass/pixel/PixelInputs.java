package io.hourglass.pixel;

import java.util.Arrays;

/**
 * What a predictor is given of an image: its samples as they lie in rows, channel by channel, a byte each, of which only those before the
 * one that is predicted are looked at. Black is around the image.
 */
public final class PixelInputs {
    /** The simple predictions from which the experts start. */
    public static final int STARTS = 4;

    private static final float[] SCALED = scaled();

    private final PixelDesign design;
    private final int height;
    private final int width;
    private final int channels;

    /**
     * @param design what is predicted with
     * @param height rows of the image, which the design must fit
     * @param width pixels of a row
     */
    public PixelInputs(PixelDesign design, int height, int width) {
        if (!design.fits(height, width, design.channels())) {
            throw new IllegalArgumentException("a predictor of images of " + design.height() + " x " + design.width()
                    + " does not fit images of " + height + " x " + width);
        }
        this.design = design;
        this.height = height;
        this.width = width;
        this.channels = design.channels();
    }

    private static float[] scaled() {
        float[] scaled = new float[256];
        for (int level = 0; level < scaled.length; level++) {
            scaled[level] = level / 255f;
        }
        return scaled;
    }

    /** The bytes of an image. */
    public int imageBytes() {
        return height * width * channels;
    }

    private int level(byte[] image, int from, int y, int x, int channel) {
        return y < 0 || x < 0 || x >= width ? 0 : image[from + (y * width + x) * channels + channel] & 0xff;
    }

    /**
     * The inputs that are known when a row begins: the samples above, from the uppermost row, then the place in one-hot numbers.
     *
     * @param image holds the samples from {@code from}
     * @param into where they go, {@link PixelDesign#early} of them
     */
    public void early(byte[] image, int from, int y, int x, float[] into, int at) {
        PixelWindow window = design.window();
        int next = at;
        for (int up = window.above(); up > 0; up--) {
            for (int side = -window.side(); side <= window.side(); side++) {
                for (int channel = 0; channel < channels; channel++) {
                    into[next++] = SCALED[level(image, from, y - up, x + side, channel)];
                }
            }
        }
        if (design.isPlaced()) {
            Arrays.fill(into, next, next + width + height, 0f);
            into[next + x] = 1f;
            into[next + width + y] = 1f;
        }
    }

    /**
     * The other inputs: the samples to the left, the farthest first, those of the pixel's channels before (0 for others), then
     * which channel it is, in one-hot numbers.
     *
     * @param into where they go, {@link PixelDesign#late} of them
     */
    public void late(byte[] image, int from, int y, int x, int channel, float[] into, int at) {
        int next = at;
        for (int left = design.window().left(); left > 0; left--) {
            for (int each = 0; each < channels; each++) {
                into[next++] = SCALED[level(image, from, y, x - left, each)];
            }
        }
        for (int before = 0; before < channels - 1; before++) {
            into[next++] = before < channel ? SCALED[level(image, from, y, x, before)] : 0f;
        }
        for (int each = 0; each < channels; each++) {
            into[next++] = each == channel ? 1f : 0f;
        }
    }

    /**
     * The simple predictions: the sample to the left, the one above, the plane through both and the one between, and the mean of the left and
     * the upper right; behind the first channel each moved by what the channel before was off from the same prediction of its own.
     */
    public void starts(byte[] image, int from, int y, int x, int channel, int[] into) {
        simple(image, from, y, x, channel, into);
        if (channel > 0) {
            int[] before = new int[STARTS];
            simple(image, from, y, x, channel - 1, before);
            int found = level(image, from, y, x, channel - 1);
            for (int i = 0; i < STARTS; i++) {
                into[i] = Math.max(0, Math.min(255, into[i] + found - before[i]));
            }
        }
    }

    private void simple(byte[] image, int from, int y, int x, int channel, int[] into) {
        int west = level(image, from, y, x - 1, channel);
        int north = level(image, from, y - 1, x, channel);
        into[0] = west;
        into[1] = north;
        into[2] = Math.max(0, Math.min(255, west + north - level(image, from, y - 1, x - 1, channel)));
        into[3] = (west + level(image, from, y - 1, x + 1, channel)) / 2;
    }
}
