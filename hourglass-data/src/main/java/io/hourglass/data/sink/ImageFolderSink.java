package io.hourglass.data.sink;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.WordColumn;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Writes a table's images as PNG files into a folder: grey or RGB, 8 bits, or 16 for grey images that had them; values are clipped to
 * [0, 1] and rounded. A column {@code file} gives the names, sub-folders included; without it, or where a name is missing, not allowed
 * or used before, the row's number does.
 */
public final class ImageFolderSink implements TableSink {
    private final Path folder;
    private final int image;
    private final ImageColumn column;
    private final int names;
    private final Set<Path> used = new HashSet<>();
    private long row;

    /**
     * @param folder exists
     * @throws IllegalArgumentException if the schema has no image column, or one of other than 1 or 3 channels
     */
    public ImageFolderSink(Path folder, Schema schema) {
        this.folder = folder;
        this.image = schema.image();
        if (image < 0) {
            throw new IllegalArgumentException("output " + folder + ": a folder is for images, and the rows hold none;"
                    + " needed .csv, .tsv, .npy, .npz or .idx");
        }
        this.column = (ImageColumn) schema.column(image);
        if (column.channels() != 1 && column.channels() != 3) {
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
                Path target = target(names < 0 ? null : batch.texts(names)[r]);
                Files.createDirectories(target.getParent());
                if (!ImageIO.write(image(batch.pixels(image), r * column.valuesPerRow()), "png", target.toFile())) {
                    throw new IllegalStateException("this Java has no PNG writer");
                }
                row++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names come from data, so nothing in them may lead out of the folder. */
    private Path target(String name) {
        String plain = name == null ? "" : name.substring(0, Math.max(name.lastIndexOf('.'), 0));
        boolean allowed = !plain.isEmpty() && plain.matches("[^\\\\:\\x00-\\x1F]+");
        for (String part : plain.split("/", -1)) {
            allowed &= !part.isBlank() && !part.equals(".") && !part.equals("..");
        }
        Path root = folder.toAbsolutePath().normalize();
        Path target = allowed ? root.resolve(plain + ".png").normalize() : root;
        boolean free = allowed && target.startsWith(root) && used.add(target);
        Path numbered = root.resolve(String.format(Locale.ROOT, "%06d.png", row));
        while (!free) {
            target = numbered;
            free = used.add(target);
            numbered = root.resolve("_" + numbered.getFileName());
        }
        return target;
    }

    private BufferedImage image(float[] pixels, int offset) {
        boolean deep = column.channels() == 1 && column.bits() == 16;
        int type = column.channels() == 3
                ? BufferedImage.TYPE_INT_RGB
                : deep ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY;
        BufferedImage made = new BufferedImage(column.width(), column.height(), type);
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
