package io.hourglass.data.sink;

import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.file.Safetensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * An array file: its header for a number of rows, and its elements.
 *
 * @param start what stands before the elements
 * @param element what one element is
 * @param image the image column's index; -1 for a table of numbers
 */
record ArrayFormat(Start start, Element element, int image) {
    /** The headers that are written. */
    enum Start {
        IDX,
        NPY,
        SAFETENSORS
    }

    /** The elements that are written. */
    enum Element {
        BYTE(1, 0x08, "|u1"),
        FLOAT(4, 0x0D, "<f4"),
        DOUBLE(8, 0x0E, "<f8");

        private final int bytes;
        private final int idxCode;
        private final String npyCode;

        Element(int bytes, int idxCode, String npyCode) {
            this.bytes = bytes;
            this.idxCode = idxCode;
            this.npyCode = npyCode;
        }

        int bytes() {
            return bytes;
        }
    }

    /**
     * NPY: images as four-byte floats (rows, height, width) or, with channels, (rows, height, width, channels); columns of numbers as
     * (rows, columns), in eight-byte floats where a column has decimals to keep or holds instants, else in four bytes. Beside images,
     * other columns are not written.
     */
    static ArrayFormat npy(Schema schema) {
        int image = schema.image();
        return new ArrayFormat(Start.NPY, image >= 0 ? Element.FLOAT : numbers(schema), image);
    }

    /** IDX: images as bytes, clipped and rounded; columns of numbers as for NPY. */
    static ArrayFormat idx(Schema schema) {
        int image = schema.image();
        return new ArrayFormat(Start.IDX, image >= 0 ? Element.BYTE : numbers(schema), image);
    }

    /**
     * Safetensors: one tensor, {@code x}, as for NPY.
     *
     * @throws IllegalArgumentException if its four-byte floats could not keep a column's digits
     */
    static ArrayFormat safetensors(Schema schema) {
        ArrayFormat npy = npy(schema);
        for (Column column : schema.columns()) {
            if (npy.element == Element.DOUBLE && !isSingle(column)) {
                throw new IllegalArgumentException("column '" + column.name()
                        + "' has digits that the 32-bit floats of .safetensors do not keep: needed .npy or .npz");
            }
        }
        return new ArrayFormat(Start.SAFETENSORS, npy.element, npy.image);
    }

    private static Element numbers(Schema schema) {
        Element element = Element.FLOAT;
        for (Column column : schema.columns()) {
            if (!(column instanceof NumberColumn)) {
                throw new IllegalArgumentException("column '" + column.name() + "' is " + column.kind()
                        + ", which an array of numbers cannot hold: needed .csv or .tsv, or leave the column out");
            }
            element = isSingle(column) ? element : Element.DOUBLE;
        }
        return element;
    }

    private static boolean isSingle(Column column) {
        return column instanceof BooleanColumn || (column instanceof NumericColumn numeric && numeric.decimals() < 0);
    }

    ByteOrder order() {
        return start == Start.IDX ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** The bytes before the elements. */
    byte[] header(Schema schema, long rows) {
        if (rows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "rows of an array file: needed at most " + Integer.MAX_VALUE + ", got " + rows);
        }
        int[] shape = shape(schema, (int) rows);
        return switch (start) {
            case IDX -> idxHeader(shape);
            case NPY -> NpyStart.of(element.npyCode, shape);
            case SAFETENSORS ->
                Safetensors.start("x", IntStream.of(shape).boxed().toList());
        };
    }

    private int[] shape(Schema schema, int rows) {
        if (image < 0) {
            return new int[] {rows, schema.width()};
        }
        ImageColumn column = (ImageColumn) schema.column(image);
        return column.channels() == 1
                ? new int[] {rows, column.height(), column.width()}
                : new int[] {rows, column.height(), column.width(), column.channels()};
    }

    private byte[] idxHeader(int[] shape) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * shape.length);
        header.putShort((short) 0).put((byte) element.idxCode).put((byte) shape.length);
        for (int length : shape) {
            header.putInt(length);
        }
        return header.array();
    }
}
