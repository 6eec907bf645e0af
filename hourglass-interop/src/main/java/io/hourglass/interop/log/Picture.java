package io.hourglass.interop.log;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * A picture of one or three channels.
 *
 * @param pixels height x width x channels, in [0, 1]; what lies beyond is clipped
 */
record Picture(int height, int width, int channels, float[] pixels) {
    private static final int WHITE = 255;

    /** The same as PNG. */
    byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(
                width, height, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < pixels.length; i++) {
            int place = i / channels;
            int value = Math.round(Math.max(0f, Math.min(1f, pixels[i])) * WHITE);
            image.getRaster().setSample(place % width, place / width, i % channels, value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** Pictures of one size side by side, as many a row as there are rows at most: the sprite of TensorBoard's projector. */
    static Picture sheet(int height, int width, int channels, float[] pixels) {
        int size = height * width * channels;
        int count = pixels.length / size;
        int side = (int) Math.ceil(Math.sqrt(count));
        float[] all = new float[side * side * size];
        for (int i = 0; i < pixels.length; i++) {
            int which = i / size;
            int line = i % size / (width * channels);
            int along = i % (width * channels);
            int row = which / side * height + line;
            all[(row * side + which % side) * width * channels + along] = pixels[i];
        }
        return new Picture(side * height, side * width, channels, all);
    }
}
