package io.hourglass.codec;

import io.hourglass.pixel.PixelDesign;
import io.hourglass.pixel.PixelPredictor;
import io.hourglass.pixel.PixelWindow;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Files of small images, of slopes and discs with a little noise. */
final class SampleImages {
    static final int HEIGHT = 12;
    static final int WIDTH = 9;

    private SampleImages() {}

    /**
     * A file of images.
     *
     * @param type {@code idx}, or the code of NumPy's elements
     */
    static byte[] file(String type, int count, int channels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(type.equals("idx") ? idx(count) : npy(type, count, channels));
        Random random = new Random(5);
        for (int image = 0; image < count; image++) {
            double slope = random.nextInt(20);
            double bend = random.nextInt(12);
            for (int place = 0; place < HEIGHT * WIDTH; place++) {
                int row = place / WIDTH;
                double light = 10 + slope * (place % WIDTH) + bend * 0.5 * row + random.nextInt(3);
                for (int channel = 0; channel < channels; channel++) {
                    sample(out, type, light / (channel + 1));
                }
            }
        }
        return out.toByteArray();
    }

    /** A predictor of them that has learnt nothing: its weights are as they are before training. */
    static PixelPredictor predictor(int channels) {
        PixelDesign design = new PixelDesign(HEIGHT, WIDTH, channels, new PixelWindow(2, 3, 2), List.of(70, 16), 5);
        return new PixelPredictor(design, design.network().initialWeights(3));
    }

    private static void sample(ByteArrayOutputStream out, String type, double light) {
        int fine = (int) (light * 200);
        if (!type.endsWith("2")) {
            out.write((int) light);
        } else if (type.startsWith(">")) {
            out.write(fine >> 8);
            out.write(fine);
        } else {
            out.write(fine);
            out.write(fine >> 8);
        }
    }

    private static byte[] idx(int count) {
        return ByteBuffer.allocate(16)
                .putInt(0x803)
                .putInt(count)
                .putInt(HEIGHT)
                .putInt(WIDTH)
                .array();
    }

    private static byte[] npy(String type, int count, int channels) {
        String shape =
                String.format(Locale.ROOT, "%d, %d, %d", count, HEIGHT, WIDTH) + (channels > 1 ? ", " + channels : "");
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        String padded = text + " ".repeat(117 - text.length()) + "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
        out.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
