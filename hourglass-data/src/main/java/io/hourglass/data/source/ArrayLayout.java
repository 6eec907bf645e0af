package io.hourglass.data.source;

import io.hourglass.error.DataException;
import java.nio.ByteOrder;
import java.util.List;

/**
 * How an array lies in a file.
 *
 * @param columnMajor whether the first index runs fastest (Fortran order)
 * @param shape elements along each axis; the first axis is the rows
 * @param offset the byte at which the first element starts
 */
record ArrayLayout(ElementType type, ByteOrder order, boolean columnMajor, List<Integer> shape, long offset) {
    /** More columns than any table has. */
    static final int MOST_COLUMNS = 1_000_000;

    /** Rows of the array. */
    int rows() {
        return shape.get(0);
    }

    /** Elements of one row. */
    int rowElements() {
        long elements = 1;
        for (int axis = 1; axis < shape.size(); axis++) {
            elements *= shape.get(axis);
        }
        return Math.toIntExact(elements);
    }

    /** Bytes of one row. */
    int rowBytes() {
        return Math.multiplyExact(rowElements(), type.bytes());
    }

    /**
     * Checks, before anything is allocated, that the array has rows and the bytes for them are there, no fewer and no more.
     *
     * @param size bytes of the file
     * @throws DataException if not
     */
    void check(String source, long size) {
        if (shape.isEmpty() || shape.size() > 4) {
            throw new DataException(
                    source + ": the array has " + shape.size() + " axes; needed 1 or 2 for a table, 3 or 4 for images");
        }
        long elements = 1;
        for (int length : shape) {
            if (length < 0 || (length > 0 && elements > Long.MAX_VALUE / 16 / length)) {
                throw new DataException(source + ": the shape " + shape + " is beyond any file");
            }
            elements *= length;
        }
        if (elements == 0) {
            throw new DataException(source + ": the array of shape " + shape + " is empty");
        }
        long end = offset + elements * type.bytes();
        if (end != size) {
            throw new DataException(source + ": the shape " + shape + " needs the data to end at byte offset " + end
                    + ", but the file ends at " + size + (size < end ? ": it is cut off" : ": it has more data"));
        }
        if (elements / rows() > (shape.size() > 2 ? Integer.MAX_VALUE / 8 : MOST_COLUMNS)) {
            throw new DataException(
                    source + ": a row of shape " + shape + " is too wide; needed at most " + MOST_COLUMNS + " columns");
        }
        if (columnMajor && shape.size() > 2) {
            throw new DataException(
                    source + ": images in Fortran order cannot be read; save" + " numpy.ascontiguousarray(x) instead");
        }
    }
}
