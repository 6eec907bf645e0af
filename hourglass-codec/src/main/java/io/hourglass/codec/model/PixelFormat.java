package io.hourglass.codec.model;

import io.hourglass.pixel.PixelPredictor;

/**
 * What a pixel is in bytes.
 *
 * @param channels 1 to 16
 * @param bytes of a sample, 1 or 2
 * @param bigEndian whether the upper byte of two comes first
 */
public record PixelFormat(int channels, int bytes, boolean bigEndian) {
    /** The most channels. */
    public static final int MOST_CHANNELS = 16;

    /** Refuses what no image of ours has. */
    public PixelFormat {
        if (channels < 1 || channels > MOST_CHANNELS || bytes < 1 || bytes > 2) {
            throw new IllegalArgumentException("pixels have 1 to " + MOST_CHANNELS + " channels of 1 or 2 bytes, got "
                    + channels + " of " + bytes);
        }
    }

    /** Whether a predictor is made for such pixels, in images of a size. */
    public boolean isPredictedBy(PixelPredictor predictor, int height, int width) {
        return bytes == 1 && predictor.design().fits(height, width, channels);
    }

    /** The greatest sample. */
    int most() {
        return (1 << (8 * bytes)) - 1;
    }

    /** The sample of an image that begins at a byte. */
    int get(byte[] image, int at) {
        if (bytes == 1) {
            return image[at] & 0xff;
        }
        int first = image[at] & 0xff;
        int second = image[at + 1] & 0xff;
        return bigEndian ? (first << 8) | second : (second << 8) | first;
    }

    /** Puts a sample where it begins. */
    void put(byte[] image, int at, int value) {
        if (bytes == 1) {
            image[at] = (byte) value;
        } else {
            image[at + (bigEndian ? 0 : 1)] = (byte) (value >> 8);
            image[at + (bigEndian ? 1 : 0)] = (byte) value;
        }
    }

    /** The bytes of a pixel. */
    public int size() {
        return channels * bytes;
    }
}
