package io.hourglass.data.source;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.NumberText;
import io.hourglass.data.table.Schema;
import io.hourglass.error.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/** Reads the rows of an array one after another, as they lie in the file. */
final class ArrayCursor implements Cursor {
    /** The pixel of each byte: by far the most frequent kind of image. */
    private static final float[] BYTES = new float[256];

    static {
        for (int i = 0; i < BYTES.length; i++) {
            BYTES[i] = i / 255f;
        }
    }

    private final String source;
    private final ArrayLayout layout;
    private final InputStream in;
    private final Schema schema;
    private long row;
    private boolean closed;

    ArrayCursor(String source, ArrayLayout layout, InputStream in, Schema schema) {
        this.source = source;
        this.layout = layout;
        this.in = in;
        this.schema = schema;
        skip(source, in, layout.offset());
    }

    static void skip(String source, InputStream in, long count) {
        try {
            in.skipNBytes(count);
        } catch (EOFException e) {
            throw new DataException(source + " ends within its first " + count + " bytes: it is cut off", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Batch next() {
        int rows = (int) Math.min(schema.batchRows(), layout.rows() - row);
        if (rows == 0 || closed) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(read(rows)).order(layout.order());
        Batch batch = schema.image() >= 0 ? images(bytes, rows) : numbers(bytes, rows);
        row += rows;
        return batch;
    }

    private byte[] read(int rows) {
        try {
            int wanted = Math.multiplyExact(rows, layout.rowBytes());
            byte[] bytes = in.readNBytes(wanted);
            if (bytes.length < wanted) {
                throw new DataException(source + " is cut off at byte offset "
                        + (layout.offset() + row * layout.rowBytes() + bytes.length));
            }
            return bytes;
        } catch (EOFException e) {
            throw new DataException(source + ": the packed data are cut off in row " + row, e);
        } catch (ZipException e) {
            throw new DataException(source + ": the packed data are damaged (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Batch images(ByteBuffer bytes, int rows) {
        ElementType type = layout.type();
        float white = type.white();
        float[] pixels = new float[rows * layout.rowElements()];
        if (type == ElementType.U1) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = BYTES[bytes.get(i) & 0xFF];
            }
            return Batch.builder(rows).pixels(pixels).build();
        }
        for (int i = 0; i < pixels.length; i++) {
            double value = type.get(bytes, i * type.bytes());
            if (!Float.isFinite((float) value)) {
                throw notFinite(source, row + i / layout.rowElements(), "image", value);
            }
            pixels[i] = (float) value / white;
        }
        return Batch.builder(rows).pixels(pixels).build();
    }

    private Batch numbers(ByteBuffer bytes, int rows) {
        ElementType type = layout.type();
        int columns = layout.rowElements();
        double[][] numbers = new double[columns][rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double value = type.get(bytes, (r * columns + c) * type.bytes());
                if (Float.isInfinite((float) value)) {
                    throw notFinite(source, row + r, "x" + c, value);
                }
                numbers[c][r] = value;
            }
        }
        Batch.Builder batch = Batch.builder(rows);
        for (double[] column : numbers) {
            batch.numbers(column);
        }
        return batch.build();
    }

    static DataException notFinite(String source, long row, String column, double value) {
        return new DataException(source + ", row " + row + ", column '" + column + "': found "
                + NumberText.shortest(value) + ", which no float holds; needed finite numbers"
                + (column.equals("image") ? "" : ", or NaN for a missing cell"));
    }

    @Override
    public void close() {
        closed = true;
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
