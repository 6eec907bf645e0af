package io.hourglass.codec.model;

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

    /** The bytes of a pixel. */
    public int size() {
        return channels * bytes;
    }
}
