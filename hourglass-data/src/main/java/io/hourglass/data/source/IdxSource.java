package io.hourglass.data.source;

import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads IDX files, the format of MNIST (http://yann.lecun.com/exdb/mnist), packed by gzip or not: two zero bytes, the element type, the
 * number of axes, their lengths as four-byte big-endian numbers, and the elements, big-endian, last index fastest.
 */
public final class IdxSource {
    private IdxSource() {}

    /**
     * A table of an IDX file: one axis gives a numeric column, two give numeric columns, three images, four images with channels last.
     *
     * @throws DataException if the file is missing, or is not a whole IDX file with at least one row
     */
    public static Table open(Path path) {
        return open(DataFile.of(path));
    }

    static Table open(DataFile file) {
        ArrayLayout layout = header(file);
        layout.check(file.name(), file.size());
        return new ArrayTable(file.name(), layout, file::open);
    }

    /** Whether the content starts as an IDX file does. */
    static boolean matches(DataFile file) {
        byte[] start = file.startsWith();
        return start.length >= 8
                && start[0] == 0
                && start[1] == 0
                && type(start[2]) != null
                && start[3] >= 1
                && start[3] <= 4;
    }

    private static ArrayLayout header(DataFile file) {
        try (DataInputStream in = new DataInputStream(file.open())) {
            int zeros = in.readUnsignedShort();
            int code = in.readUnsignedByte();
            ElementType type = type(code);
            if (zeros != 0 || type == null) {
                throw new DataException(
                        file.name() + " is not an IDX file: at byte offset 0 needed two zero bytes and an"
                                + " element type of 08, 09, 0b, 0c, 0d or 0e, found "
                                + String.format("%04x %02x", zeros, code));
            }
            int axes = in.readUnsignedByte();
            List<Integer> shape = new ArrayList<>();
            for (int axis = 0; axis < axes; axis++) {
                int length = in.readInt();
                if (length <= 0) {
                    throw new DataException(
                            file.name() + ": axis " + axis + ", at byte offset " + (4 + 4 * axis) + ", has length "
                                    + Integer.toUnsignedString(length) + "; needed 1 to " + Integer.MAX_VALUE);
                }
                shape.add(length);
            }
            return new ArrayLayout(type, ByteOrder.BIG_ENDIAN, false, List.copyOf(shape), 4 + 4L * axes);
        } catch (EOFException e) {
            throw new DataException(
                    file.name() + " is cut off within its IDX header (or its gzip data are damaged)", e);
        } catch (IOException e) {
            throw file.failure(e);
        }
    }

    private static ElementType type(int code) {
        return switch (code) {
            case 0x08 -> ElementType.U1;
            case 0x09 -> ElementType.I1;
            case 0x0B -> ElementType.I2;
            case 0x0C -> ElementType.I4;
            case 0x0D -> ElementType.F4;
            case 0x0E -> ElementType.F8;
            default -> null;
        };
    }
}
