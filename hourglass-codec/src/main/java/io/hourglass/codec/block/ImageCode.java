package io.hourglass.codec.block;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.BitWriter;
import io.hourglass.codec.coder.NumberCoder;
import io.hourglass.codec.layout.ImageStart;
import io.hourglass.codec.model.PixelFormat;
import io.hourglass.codec.model.PixelModel;
import io.hourglass.pixel.PixelPredictor;
import java.util.Optional;

/** Blocks of whole images of one size. */
final class ImageCode {
    private static final int IMAGES = 0;
    private static final int HEIGHT = 1;
    private static final int WIDTH = 2;
    private static final int CHANNELS = 3;
    private static final int BYTES = 4;
    private static final int BIG_ENDIAN = 5;
    private static final int PREDICTED = 6;

    private ImageCode() {}

    /** The code of all bytes, which are whole images. */
    static byte[] encode(byte[] images, ImageStart start, Optional<PixelPredictor> predictor) {
        BitWriter writer = new BitWriter();
        NumberCoder numbers = new NumberCoder(writer);
        int count = images.length / start.imageBytes();
        PixelFormat format = start.format();
        numbers.code(IMAGES, count);
        numbers.code(HEIGHT, start.height());
        numbers.code(WIDTH, start.width());
        numbers.code(CHANNELS, format.channels());
        numbers.code(BYTES, format.bytes());
        numbers.code(BIG_ENDIAN, format.bigEndian());
        numbers.code(PREDICTED, predictor.isPresent());
        code(
                new PixelModel(writer, format, start.width(), start.height(), images.length, predictor),
                images,
                start.imageBytes());
        return writer.finish();
    }

    /**
     * Decodes a block of {@code size} bytes.
     *
     * @throws IllegalStateException if the code is of other images than fit
     */
    static byte[] decode(BitCoder coder, int size, Optional<PixelPredictor> predictor) {
        NumberCoder numbers = new NumberCoder(coder);
        long count = numbers.code(IMAGES, 0);
        long height = numbers.code(HEIGHT, 0);
        long width = numbers.code(WIDTH, 0);
        PixelFormat format =
                new PixelFormat(numbers.code(CHANNELS, 0), numbers.code(BYTES, 0), numbers.code(BIG_ENDIAN, false));
        boolean fits = count >= 1 && count <= size && height >= 1 && height <= size && width >= 1 && width <= size;
        if (!fits
                || width * format.channels() > ImageStart.LONGEST_ROW
                || height * width > size
                || height * width * format.size() * count != size) {
            throw new IllegalStateException(
                    size + " bytes cannot be " + count + " images of " + height + " rows of " + width + " pixels");
        }
        boolean predicted = numbers.code(PREDICTED, false);
        Optional<PixelPredictor> used =
                predictor.filter(each -> predicted && format.isPredictedBy(each, (int) height, (int) width));
        if (predicted && used.isEmpty()) {
            throw new IllegalStateException("the archive has no predictor for such images");
        }
        byte[] images = new byte[size];
        int imageBytes = (int) (height * width * format.size());
        code(new PixelModel(coder, format, (int) width, (int) height, size, used), images, imageBytes);
        return images;
    }

    private static void code(PixelModel model, byte[] images, int imageBytes) {
        for (int from = 0; from < images.length; from += imageBytes) {
            model.code(images, from);
        }
    }
}
