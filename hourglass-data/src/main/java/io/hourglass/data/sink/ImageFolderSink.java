package io.hourglass.data.sink;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.WordColumn;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Writes a table's images as PNG files into a folder: grey or RGB, 8 bits, or 16 for images that had them; values are clipped to
 * [0, 1] and rounded. A column {@code file} gives the names, sub-folders included; without it, or where a name is missing, not allowed
 * or used before, the row's number does.
 */
public final class ImageFolderSink implements TableSink {
    private final ImageFiles files;
    private final int image;
    private final ImageColumn column;
    private final int names;

    /**
     * @param folder exists
     * @throws IllegalArgumentException if the schema has no image column, or one of other than 1 or 3 channels
     */
    public ImageFolderSink(Path folder, Schema schema) {
        this(new ImageFiles(folder, false), schema);
    }

    /** A sink for some of the images that go to a folder; those of another size go to another sink over the same files. */
    public ImageFolderSink(ImageFiles files, Schema schema) {
        this.files = files;
        this.image = schema.image();
        if (image < 0) {
            throw new IllegalArgumentException("output " + files.folder()
                    + ": a folder is for images, and the rows hold" + " none; needed .csv, .tsv, .npy, .npz or .idx");
        }
        this.column = (ImageColumn) schema.column(image);
        if (column.channels() != 1 && column.channels() != 3 && !files.arrays()) {
            throw new IllegalArgumentException(
                    "images of " + column.channels() + " channels cannot be PNG files: needed 1 or 3, or write .npy");
        }
        int file = schema.find("file");
        this.names = file >= 0 && schema.column(file) instanceof WordColumn ? file : -1;
    }

    @Override
    public void write(Batch batch) {
        try {
            for (int r = 0; r < batch.rows(); r++) {
                Path target = files.next(names < 0 ? null : batch.texts(names)[r]);
                write(batch.pixels(image), r * column.valuesPerRow(), target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(float[] pixels, int at, Path target) throws IOException {
        if (files.arrays()) {
            Files.write(target, array(pixels, at));
        } else if (!ImageIO.write(image(pixels, at), "png", target.toFile())) {
            throw new IllegalStateException("this Java has no PNG writer");
        }
    }

    /** An NPY file of four-byte floats. */
    private byte[] array(float[] pixels, int at) {
        byte[] start = column.channels() == 1
                ? NpyStart.of("<f4", column.height(), column.width())
                : NpyStart.of("<f4", column.height(), column.width(), column.channels());
        ByteBuffer bytes = ByteBuffer.allocate(start.length + Float.BYTES * column.valuesPerRow())
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(start).asFloatBuffer().put(pixels, at, column.valuesPerRow());
        return bytes.array();
    }

    private BufferedImage empty(boolean deep) {
        if (column.channels() == 3 && deep) {
            ColorSpace colours = ColorSpace.getInstance(ColorSpace.CS_sRGB);
            ColorModel model =
                    new ComponentColorModel(colours, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
            WritableRaster raster = model.createCompatibleWritableRaster(column.width(), column.height());
            return new BufferedImage(model, raster, false, null);
        }
        int type = column.channels() == 3
                ? BufferedImage.TYPE_INT_RGB
                : deep ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY;
        return new BufferedImage(column.width(), column.height(), type);
    }

    private BufferedImage image(float[] pixels, int offset) {
        boolean deep = column.bits() == 16;
        BufferedImage made = empty(deep);
        int[] samples = new int[column.width() * column.channels()];
        int at = offset;
        for (int y = 0; y < column.height(); y++) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = Math.round((deep ? 65_535 : 255) * Math.max(0, Math.min(1, pixels[at++])));
            }
            made.getRaster().setPixels(0, y, column.width(), 1, samples);
        }
        return made;
    }

    @Override
    public void close() {
        // Every image is whole once it is written.
    }
}
