package io.hourglass.report.figure;

import io.hourglass.data.table.ImageColumn;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Images as data that stand in a page. */
final class Png {
    /** Thumbnails are at most this wide and high; larger images are thinned out. */
    private static final int LARGEST = 160;
    /** Shades of grey of the images of a map, which are many. */
    private static final int SHADES = 16;

    private Png() {}

    /** One image, of the pixels from a place on. */
    static String uri(ImageColumn column, float[] pixels, int from) {
        int step = step(column);
        BufferedImage image =
                new BufferedImage(ceil(column.width(), step), ceil(column.height(), step), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, colour(column, pixels, from, x * step, y * step));
            }
        }
        return uri(image);
    }

    /** Where an image is too bright, in orange, and too dark, in blue; white where it is right. */
    static String difference(ImageColumn column, float[] image, float[] target, int from) {
        int step = step(column);
        BufferedImage picture =
                new BufferedImage(ceil(column.width(), step), ceil(column.height(), step), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int at = from + (y * step * column.width() + x * step) * column.channels();
                double sum = 0;
                for (int c = 0; c < column.channels(); c++) {
                    sum += image[at + c] - target[at + c];
                }
                picture.setRGB(x, y, signed(sum / column.channels()));
            }
        }
        return uri(picture);
    }

    private static int signed(double value) {
        double strength = Math.min(1, Math.sqrt(Math.abs(value)) * 1.2);
        int[] full = value > 0 ? new int[] {214, 84, 0} : new int[] {0, 88, 190};
        int colour = 0;
        for (int channel : full) {
            colour = colour << 8 | (int) Math.round(255 + strength * (channel - 255));
        }
        return colour;
    }

    /** One value a pixel, from white for 0 to dark red for the largest that is given. */
    static String heat(int width, int height, double most, double... values) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            double share = most > 0 ? Math.min(1, values[i] / most) : 0;
            int red = (int) Math.round(255 - 115 * share * share);
            int green = (int) Math.round(250 * (1 - share));
            int blue = (int) Math.round(240 * Math.max(0, 1 - 1.6 * share));
            picture.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
        }
        return uri(picture);
    }

    /** Many grey images in one, in lines of so many, with 16 shades; those of colour in their own. */
    static String atlas(ImageColumn column, float[] pixels, int count, int perLine) {
        int lines = (count + perLine - 1) / perLine;
        int wide = perLine * column.width();
        int high = lines * column.height();
        boolean grey = column.channels() == 1;
        BufferedImage image = grey
                ? new BufferedImage(wide, high, BufferedImage.TYPE_BYTE_BINARY, shades())
                : new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < count; i++) {
            int left = i % perLine * column.width();
            int top = i / perLine * column.height();
            for (int p = 0; p < column.width() * column.height(); p++) {
                int x = p % column.width();
                int y = p / column.width();
                if (grey) {
                    int shade =
                            Math.round(Math.max(0, Math.min(1, pixels[i * column.valuesPerRow() + p])) * (SHADES - 1));
                    image.getRaster().setSample(left + x, top + y, 0, shade);
                } else {
                    image.setRGB(left + x, top + y, colour(column, pixels, i * column.valuesPerRow(), x, y));
                }
            }
        }
        return uri(image);
    }

    private static IndexColorModel shades() {
        byte[] levels = new byte[SHADES];
        for (int i = 0; i < SHADES; i++) {
            levels[i] = (byte) (i * 255 / (SHADES - 1));
        }
        return new IndexColorModel(4, SHADES, levels, levels, levels);
    }

    private static int step(ImageColumn column) {
        return ceil(Math.max(column.width(), column.height()), LARGEST);
    }

    private static int ceil(int value, int by) {
        return (value + by - 1) / by;
    }

    private static int colour(ImageColumn column, float[] pixels, int from, int x, int y) {
        int at = from + (y * column.width() + x) * column.channels();
        int colour = 0;
        for (int c = 0; c < 3; c++) {
            float value = pixels[at + (column.channels() >= 3 ? c : 0)];
            colour = colour << 8 | Math.round(Math.max(0, Math.min(1, value)) * 255);
        }
        return colour;
    }

    private static String uri(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
