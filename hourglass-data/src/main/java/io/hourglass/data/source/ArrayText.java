package io.hourglass.data.source;

import io.hourglass.data.sink.NpyStart;
import io.hourglass.error.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The numbers of an NPY array, or of the array of an NPZ archive, as lines of CSV and back, each of the same type and value again: for
 * archives of text. Tables alone: arrays of one axis or two.
 *
 * @param element the type and byte order of the elements as NumPy names them, such as {@code <f4}
 * @param axes 1 or 2
 */
public record ArrayText(String element, int axes) {
    private static final int COLUMN_MAJOR_MOST = 1 << 29;

    /** Refuses what is no table of numbers. */
    public ArrayText {
        if (NpyHeader.type(element).isEmpty() || axes < 1 || axes > 2) {
            throw new IllegalArgumentException("no type of a table of numbers: " + element + ", " + axes + " axes");
        }
    }

    /**
     * What {@link #toString} gave.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static ArrayText parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length != 2 || !words[1].matches("[12]")) {
            throw new IllegalArgumentException("no type of a table of numbers: " + text);
        }
        return new ArrayText(words[0], Integer.parseInt(words[1]));
    }

    @Override
    public String toString() {
        return element + " " + axes;
    }

    private ElementType type() {
        return NpyHeader.type(element).orElseThrow();
    }

    private ByteOrder order() {
        return element.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * Writes an array as CSV under the names {@code x0}, {@code x1}…, encoded in UTF-8.
     *
     * @return what the elements are, for the way back
     * @throws DataException if the file is missing, damaged, or holds images
     */
    public static ArrayText write(Path file, Writer out) throws IOException {
        boolean archive = file.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
        checkAlone(archive, file);
        ArrayTable table = archive ? NpySource.archived(file) : NpySource.open(DataFile.of(file));
        ArrayLayout layout = table.layout();
        if (layout.shape().size() > 2) {
            throw new DataException(table.source() + " holds images of shape " + layout.shape()
                    + "; compress takes tables, an array of one axis or two (x.reshape(len(x), -1) makes one)");
        }
        int columns = layout.rowElements();
        for (int c = 0; c < columns; c++) {
            out.write((c == 0 ? "x" : ",x") + c);
        }
        out.write('\n');
        try (InputStream in = table.content()) {
            ArrayCursor.skip(table.source(), in, layout.offset());
            if (layout.columnMajor() && columns > 1) {
                rows(wholeOf(table, in), layout, layout.rows(), out);
            } else {
                for (int row = 0; row < layout.rows(); row++) {
                    rows(ByteBuffer.wrap(in.readNBytes(layout.rowBytes())), layout, 1, out);
                }
            }
        }
        return new ArrayText(
                NpyHeader.code(layout.type(), layout.order()), layout.shape().size());
    }

    private static void checkAlone(boolean archive, Path file) throws IOException {
        if (!archive || !Files.isRegularFile(file)) {
            return;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> arrays = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".npy"))
                    .toList();
            if (arrays.size() > 1) {
                throw new DataException(file + " holds the arrays " + arrays
                        + "; compress takes an archive of one: save each as .npy and compress it");
            }
        } catch (ZipException e) {
            throw new DataException(file + " is not a whole NPZ archive: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer wholeOf(ArrayTable table, InputStream in) throws IOException {
        long bytes = (long) table.layout().rowBytes() * table.layout().rows();
        if (bytes > COLUMN_MAJOR_MOST) {
            throw new DataException(table.source() + " lies in Fortran order and has " + bytes + " bytes; beyond "
                    + COLUMN_MAJOR_MOST + " save numpy.ascontiguousarray(x) instead");
        }
        return ByteBuffer.wrap(in.readNBytes((int) bytes));
    }

    private static void rows(ByteBuffer bytes, ArrayLayout layout, int rows, Writer out) throws IOException {
        ElementType type = layout.type();
        int columns = layout.rowElements();
        bytes.order(layout.order());
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < columns; c++) {
                int place = layout.columnMajor() ? c * rows + row : row * columns + c;
                if (c > 0) {
                    out.write(',');
                }
                out.write(type.text(bytes, place * type.bytes()));
            }
            out.write('\n');
        }
    }

    /**
     * Writes the array of such CSV in C order, flushed and not closed.
     *
     * @param archive whether as NPZ, where the array is called {@code x}, else as NPY
     * @throws DataException if the text is not of elements of this type
     */
    public void restore(Path csv, boolean archive, OutputStream out) throws IOException {
        if (!archive) {
            restore(csv, out);
            return;
        }
        ZipOutputStream zip = NpyStart.archive(out);
        restore(csv, zip);
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private void restore(Path csv, OutputStream out) throws IOException {
        ElementType type = type();
        try (BufferedReader reader = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            int columns = String.valueOf(reader.readLine()).split(",", -1).length;
            int rows = rows(csv);
            out.write(axes == 1 ? NpyStart.of(element, rows) : NpyStart.of(element, rows, columns));
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(columns, type.bytes()))
                    .order(order());
            for (int row = 0; row < rows; row++) {
                String[] cells = reader.readLine().split(",", -1);
                if (cells.length != columns || (axes == 1 && columns != 1)) {
                    throw new DataException(
                            csv + ", row " + row + ": needed " + columns + " numbers, got " + cells.length);
                }
                for (int c = 0; c < columns; c++) {
                    put(type, bytes, c, cells[c], row);
                }
                out.write(bytes.array());
            }
        }
    }

    private static int rows(Path csv) throws IOException {
        long lines = -1;
        try (BufferedReader reader = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            while (reader.readLine() != null) {
                lines++;
            }
        }
        return Math.toIntExact(Math.max(0, lines));
    }

    private void put(ElementType type, ByteBuffer bytes, int column, String cell, int row) {
        try {
            type.put(bytes, column * type.bytes(), cell);
        } catch (NumberFormatException e) {
            throw new DataException(
                    "row " + row + ", column 'x" + column + "': found '" + cell + "', needed an element of type "
                            + element,
                    e);
        }
    }
}
