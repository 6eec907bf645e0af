package io.hourglass.data.source;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.error.DataException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * What the header of an image file says.
 *
 * @param grey whether it has no colours
 * @param alpha whether it has transparency
 * @param bits 16 for samples of more than 8 bits, else 8
 */
record ImageFile(Path path, int height, int width, boolean grey, boolean alpha, int bits) {
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

    /** Whether a name ends as those of images do. */
    static boolean isNamedAsOne(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith(".") && EXTENSIONS.contains(lower.substring(lower.lastIndexOf('.') + 1));
    }

    /** Something done with an open reader. */
    private interface Reading<T> {
        T read(ImageReader reader) throws IOException;
    }

    /**
     * Reads the header.
     *
     * @throws DataException if the file is no image, or one too large to be a row
     */
    static ImageFile of(Path path) {
        DataFile.of(path);
        return with(path, reader -> {
            ColorModel colors = colors(reader);
            boolean grey = isGrey(colors);
            int bits = !(colors instanceof IndexColorModel) && colors.getComponentSize(0) > 8 ? 16 : 8;
            int height = reader.getHeight(0);
            int width = reader.getWidth(0);
            ImageColumn checked = new ImageColumn("image", height, width, grey ? 1 : 3, bits);
            return new ImageFile(path, checked.height(), checked.width(), grey, colors.hasAlpha(), bits);
        });
    }

    private static <T> T with(Path path, Reading<T> reading) {
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new DataException(path + " is not an image that can be read: needed PNG, JPEG, GIF or BMP");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return reading.read(reader);
            } finally {
                reader.dispose();
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders answer damaged files with all kinds of runtime exceptions.
            throw new DataException(path + " is a damaged or unsupported image: " + e, e);
        }
    }

    private static ColorModel colors(ImageReader reader) throws IOException {
        ImageTypeSpecifier raw = reader.getRawImageType(0);
        return raw != null
                ? raw.getColorModel()
                : reader.getImageTypes(0).next().getColorModel();
    }

    private static boolean isGrey(ColorModel colors) {
        if (colors instanceof IndexColorModel palette) {
            for (int i = 0; i < palette.getMapSize(); i++) {
                if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                    return false;
                }
            }
            return true;
        }
        return colors.getNumColorComponents() == 1;
    }

    /** Height x width, for messages. */
    String size() {
        return height + "x" + width;
    }

    /**
     * Reads the pixels into an array: height x width x channels floats in [0, 1] from an index on.
     *
     * @throws DataException if the file is damaged or cut off, or is no longer what its header said before
     */
    void read(int channels, float[] target, int offset) {
        BufferedImage image = with(path, this::decode);
        if (image.getHeight() != height || image.getWidth() != width || isGrey(image.getColorModel()) != grey) {
            throw new DataException(path + " changed while it was read: its size or colours are no longer the same");
        }
        if (grey) {
            readGrey(image, channels, target, offset);
        } else if (isDeep(image.getColorModel())) {
            readDeepColours(image, target, offset);
        } else {
            readColours(image, target, offset);
        }
    }

    private BufferedImage decode(ImageReader reader) throws IOException {
        // The JPEG decoder fills what is missing with grey and only warns.
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        for (String warning : warnings) {
            String lower = warning.toLowerCase(Locale.ROOT);
            if (lower.contains("premature")
                    || lower.contains("truncated")
                    || lower.contains("corrupt")
                    || lower.contains("eof")) {
                throw new DataException(path + " is a damaged or cut-off image: " + warning);
            }
        }
        return image;
    }

    /** Samples are taken as they are: Java's own conversion of grey to RGB would apply a gamma. */
    private void readGrey(BufferedImage image, int channels, float[] target, int offset) {
        IndexColorModel palette = image.getColorModel() instanceof IndexColorModel model ? model : null;
        float white = palette != null ? 255 : (1 << image.getColorModel().getComponentSize(0)) - 1;
        int[] samples = new int[width];
        int at = offset;
        for (int y = 0; y < height; y++) {
            image.getRaster().getSamples(0, y, width, 1, 0, samples);
            for (int sample : samples) {
                float value = (palette != null ? palette.getRed(sample) : sample) / white;
                for (int c = 0; c < channels; c++) {
                    target[at++] = value;
                }
            }
        }
    }

    /** Whether samples are red, green and blue of 16 bits each, which Java's own conversion would cut to 8. */
    private static boolean isDeep(ColorModel colors) {
        return colors instanceof ComponentColorModel
                && colors.getTransferType() == DataBuffer.TYPE_USHORT
                && colors.getColorSpace().getType() == ColorSpace.TYPE_RGB
                && !colors.isAlphaPremultiplied();
    }

    private void readDeepColours(BufferedImage image, float[] target, int offset) {
        float white = (1 << image.getColorModel().getComponentSize(0)) - 1;
        int bands = image.getRaster().getNumBands();
        int[] samples = new int[width * bands];
        int at = offset;
        for (int y = 0; y < height; y++) {
            image.getRaster().getPixels(0, y, width, 1, samples);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    target[at++] = samples[x * bands + c] / white;
                }
            }
        }
    }

    private void readColours(BufferedImage image, float[] target, int offset) {
        int[] samples = new int[width];
        int at = offset;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, samples, 0, width);
            for (int rgb : samples) {
                target[at++] = (rgb >> 16 & 0xFF) / 255f;
                target[at++] = (rgb >> 8 & 0xFF) / 255f;
                target[at++] = (rgb & 0xFF) / 255f;
            }
        }
    }
}
