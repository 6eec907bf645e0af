package io.hourglass.codec.layout;

import io.hourglass.codec.model.PixelFormat;
import io.hourglass.pixel.PixelPredictor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the pixels of a file of images of one size: an IDX file of three axes of bytes, or NumPy's npy of three axes
 * (grey) or four (channels last), of unsigned integers of 8 or 16 bits.
 *
 * @param bytes the file's bytes before the first pixel
 * @param images how many it says there are
 * @param height rows of an image
 * @param width pixels of a row
 * @param format what a pixel is
 */
public record ImageStart(byte[] bytes, long images, int height, int width, PixelFormat format) {
    /** No start that we know is longer. */
    public static final int LONGEST = 1 << 12;
    /** The most bytes of one image. */
    public static final int LARGEST_IMAGE = 1 << 23;

    /** The most samples of a row of pixels. */
    public static final int LONGEST_ROW = 1 << 20;

    private static final int IDX_LENGTH = 16;
    private static final int IDX_IMAGES = 0x00000803;
    private static final int IDX_COUNT = 4;
    private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int NPY_TEXT = 10;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '([|<>])u([12])', 'fortran_order': False, 'shape':"
                    + " \\((\\d{1,10}), (\\d{1,7}), (\\d{1,7})(?:, (\\d{1,2}))?\\), \\} *\n");

    /** The bytes of one image. */
    public int imageBytes() {
        return height * width * format.size();
    }

    /** Whether the images of another are of the same size and kind. */
    public boolean isLike(ImageStart other) {
        return height == other.height && width == other.width && format.equals(other.format);
    }

    /** Whether a predictor is made for such images. */
    public boolean isPredictedBy(PixelPredictor predictor) {
        return format.isPredictedBy(predictor, height, width);
    }

    /** The bytes of a row of pixels. */
    public int rowBytes() {
        return width * format.size();
    }

    /** The start of images of so many of its rows. */
    public ImageStart withHeight(int rows) {
        return new ImageStart(bytes, images, rows, width, format);
    }

    /** What the first bytes of a file say, or empty if it holds no images that we know. */
    public static Optional<ImageStart> of(byte[] file) {
        if (file.length >= IDX_LENGTH && ByteBuffer.wrap(file).getInt() == IDX_IMAGES) {
            ByteBuffer head = ByteBuffer.wrap(file, IDX_COUNT, IDX_LENGTH - IDX_COUNT);
            return of(file, IDX_LENGTH, new long[] {head.getInt(), head.getInt(), head.getInt(), 1}, 1, true);
        }
        if (file.length < NPY_TEXT || !ByteBuffer.wrap(file, 0, NPY.length).equals(ByteBuffer.wrap(NPY))) {
            return Optional.empty();
        }
        int length = NPY_TEXT + ((file[NPY.length] & 0xff) | (file[NPY.length + 1] & 0xff) << 8);
        if (length > file.length) {
            return Optional.empty();
        }
        Matcher header = HEADER.matcher(new String(file, NPY_TEXT, length - NPY_TEXT, StandardCharsets.ISO_8859_1));
        if (!header.matches()) {
            return Optional.empty();
        }
        long[] axes = new long[4];
        for (int axis = 0; axis < axes.length; axis++) {
            String digits = header.group(3 + axis);
            axes[axis] = digits == null ? 1 : Long.parseLong(digits);
        }
        return of(
                file,
                length,
                axes,
                Integer.parseInt(header.group(2)),
                header.group(1).equals(">"));
    }

    private static Optional<ImageStart> of(byte[] file, int length, long[] axes, int bytes, boolean bigEndian) {
        boolean known = axes[0] > 0
                && fits(axes[1], LARGEST_IMAGE)
                && fits(axes[2], LARGEST_IMAGE)
                && fits(axes[3], PixelFormat.MOST_CHANNELS)
                && fits(axes[2] * axes[3], LONGEST_ROW)
                && fits(axes[1] * axes[2], LARGEST_IMAGE)
                && fits(axes[1] * axes[2] * axes[3] * bytes, LARGEST_IMAGE);
        return known
                ? Optional.of(new ImageStart(
                        Arrays.copyOf(file, length),
                        axes[0],
                        (int) axes[1],
                        (int) axes[2],
                        new PixelFormat((int) axes[3], bytes, bigEndian)))
                : Optional.empty();
    }

    private static boolean fits(long number, int most) {
        return number >= 1 && number <= most;
    }

    /** The start of a file of so many of these images, at most as many as there are. */
    public byte[] withImages(long count) {
        byte[] changed = bytes.clone();
        if (changed[0] == 0) {
            ByteBuffer.wrap(changed).putInt(IDX_COUNT, (int) count);
            return changed;
        }
        String text = new String(changed, StandardCharsets.ISO_8859_1);
        int from = text.indexOf("'shape': (") + "'shape': (".length();
        String other = text.substring(0, from) + count + text.substring(text.indexOf(',', from), text.length() - 1);
        String padded = other + " ".repeat(bytes.length - 1 - other.length()) + "\n";
        return padded.getBytes(StandardCharsets.ISO_8859_1);
    }
}
