package io.hourglass.interop.weights;

import io.hourglass.data.sink.NpyStart;
import io.hourglass.error.CorruptFileException;
import io.hourglass.file.AtomicFile;
import io.hourglass.file.Tensor;
import io.hourglass.interop.archive.ForeignZip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** NumPy archives of arrays of 32-bit floats, as {@code numpy.savez} writes them and {@code numpy.load} reads them. */
final class Npz {
    private static final String END = ".npy";
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(((?:\\d{1,9},? ?){0,8})\\), ?\\}\\s*");

    private Npz() {}

    static void write(Path file, boolean replace, List<Tensor> tensors) {
        AtomicFile.write(file, replace, out -> write(out, tensors));
    }

    private static void write(OutputStream out, List<Tensor> tensors) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Tensor tensor : tensors) {
            ZipEntry entry = new ZipEntry(tensor.name() + END);
            entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // the same model gives the same bytes
            zip.putNextEntry(entry);
            int[] shape = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
            zip.write(NpyStart.of("<f4", shape));
            ByteBuffer bytes =
                    ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(tensor.values());
            zip.write(bytes.array());
            zip.closeEntry();
        }
        zip.finish();
    }

    static List<Tensor> read(Path file) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        try (ForeignZip zip = ForeignZip.open(file)) {
            for (String entry : zip.names()) {
                if (entry.endsWith(END)) {
                    tensors.add(tensor(file, entry, zip.read(entry)));
                }
            }
        }
        return tensors;
    }

    /** Version 1.0: magic, version, two bytes of the header's length, the header, the values. */
    private static Tensor tensor(Path file, String entry, byte[] bytes) {
        int start = MAGIC.length + 4;
        if (bytes.length < start || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new CorruptFileException(file.toString(), entry, 0, "it is no NumPy array");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = Short.toUnsignedInt(buffer.getShort(MAGIC.length + 2));
        if (bytes.length < start + length) {
            throw new CorruptFileException(file.toString(), entry, bytes.length, "the array ends within its header");
        }
        String header = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new CorruptFileException(
                    file.toString(),
                    entry,
                    start,
                    "an array of 32-bit floats in C order is needed, got " + header.strip());
        }
        List<Integer> shape = shape(matcher.group(1));
        long count = 1;
        for (int size : shape) {
            count = Math.min(count * size, 1L << 40);
        }
        int left = bytes.length - start - length;
        if (count * Float.BYTES != left) {
            throw new CorruptFileException(
                    file.toString(),
                    entry,
                    bytes.length,
                    "it declares " + shape + " and has " + left + " bytes of values");
        }
        float[] values = new float[(int) count];
        buffer.position(start + length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new Tensor(entry.substring(0, entry.length() - END.length()), shape, values);
    }

    private static List<Integer> shape(String written) {
        List<Integer> shape = new ArrayList<>();
        for (String size : written.split(",", -1)) {
            if (!size.isBlank()) {
                shape.add(Integer.parseInt(size.strip()));
            }
        }
        return shape;
    }
}
