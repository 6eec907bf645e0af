package io.hourglass.data.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What stands before the elements of an NPY array. */
public final class NpyStart {
    private NpyStart() {}

    /**
     * The header of an array in C order: version 1.0, padded with spaces so that the elements start at a multiple of 64 bytes.
     *
     * @param code the type and byte order of the elements, such as {@code <f4}
     * @param shape elements along each axis, at least one axis
     */
    public static byte[] of(String code, int... shape) {
        StringBuilder text =
                new StringBuilder("{'descr': '").append(code).append("', 'fortran_order': False, 'shape': (");
        for (int axis = 0; axis < shape.length; axis++) {
            text.append(axis == 0 ? "" : ", ").append(shape[axis]);
        }
        text.append(shape.length == 1 ? ",), }" : "), }");
        int used = 10 + text.length() + 1;
        text.append(" ".repeat(Math.floorMod(-used, 64))).append('\n');
        ByteBuffer header = ByteBuffer.allocate(10 + text.length()).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        header.putShort((short) text.length()).put(text.toString().getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }

    /** Begins a NumPy archive at its one array, {@code x}, of which nothing is written yet. */
    public static ZipOutputStream archive(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        ZipEntry entry = new ZipEntry("x.npy");
        // One fixed time, so that the same table gives the same bytes.
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        return zip;
    }
}
