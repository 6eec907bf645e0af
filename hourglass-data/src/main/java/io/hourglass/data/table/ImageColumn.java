package io.hourglass.data.table;

/**
 * Images of one size: height x width x channels floats a row, channel last, in [0, 1] (noisy ones may leave it).
 *
 * @param name the column's name
 * @param height rows of pixels
 * @param width columns of pixels
 * @param channels 1 for grey, 3 for red, green, blue
 * @param bits bits a sample in the file: 8, 16, or 32 for floats
 */
public record ImageColumn(String name, int height, int width, int channels, int bits) implements Column {
    /** The most values of one image: half a gigabyte of floats. */
    public static final long MAX_VALUES = 1L << 27;

    /** Checks the size. */
    public ImageColumn {
        Names.check(name);
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "images of column '" + name + "': needed at least 1x1x1, got " + size(height, width, channels));
        }
        // Dividing keeps the product from overflowing.
        if (width > MAX_VALUES / height || channels > MAX_VALUES / height / width) {
            throw new IllegalArgumentException("images of column '" + name + "': needed at most " + MAX_VALUES
                    + " values each, got " + size(height, width, channels));
        }
        if (bits != 8 && bits != 16 && bits != 32) {
            throw new IllegalArgumentException("bits of column '" + name + "': needed 8, 16 or 32, got " + bits);
        }
    }

    private static String size(int height, int width, int channels) {
        return height + "x" + width + "x" + channels;
    }

    /** Height x width x channels in words. */
    public String size() {
        return size(height, width, channels);
    }

    @Override
    public ImageColumn named(String other) {
        return new ImageColumn(other, height, width, channels, bits);
    }

    @Override
    public String kind() {
        return "image";
    }

    @Override
    public int valuesPerRow() {
        return height * width * channels;
    }

    @Override
    public String text(Batch batch, int column, int row) {
        throw new IllegalArgumentException(
                "column '" + name + "' holds images, which have no text: write them to a folder, .npy, .npz or .idx");
    }
}
