package io.hourglass.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of named float arrays in the public safetensors format: the header's length, a JSON header, the values. 32-bit
 * floats alone are written and read.
 */
public final class Safetensors {
    static final String METADATA = "__metadata__";

    private static final int PIECE = 1 << 16;

    private Safetensors() {}

    /**
     * Writes a file, whole or not at all.
     *
     * @throws IllegalArgumentException if two tensors have one name
     * @throws java.io.UncheckedIOException if it cannot be written; see {@link AtomicFile#write}
     */
    public static void write(Path target, boolean replace, List<Tensor> tensors) {
        byte[] header = SafetensorsHeader.of(tensors).bytes();
        AtomicFile.write(target, replace, out -> write(out, header, tensors));
    }

    /**
     * Reads a file. The tensors come in the order of their values in the file.
     *
     * @throws io.hourglass.error.CorruptFileException if it is not a whole safetensors file of 32-bit floats
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static List<Tensor> read(Path file) {
        try (OpenFile open = OpenFile.open(file)) {
            return read(new FileRegion(open, "safetensors", 0, open.size()));
        }
    }

    /**
     * Where the values of a tensor lie in a file.
     *
     * @param shape sizes along each axis
     * @param offset the byte at which its first value starts; each takes four, little end first
     */
    public record Span(String name, List<Integer> shape, long offset) {
        public Span {
            shape = List.copyOf(shape);
        }
    }

    /** The tensors of a file without their values; see {@link #read(Path)}. */
    public static List<Span> spans(Path file) {
        try (OpenFile open = OpenFile.open(file)) {
            SafetensorsHeader header = SafetensorsHeader.read(new FileRegion(open, "safetensors", 0, open.size()));
            long start = open.size() - header.dataSize();
            return header.declarations().stream()
                    .map(each -> new Span(each.name(), each.shape(), start + each.begin()))
                    .toList();
        }
    }

    /** All that stands before the values of a file of one tensor. */
    public static byte[] start(String name, List<Integer> shape) {
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        var declared = new SafetensorsHeader.Declared(name, shape, 0, Math.multiplyExact(count, Float.BYTES));
        byte[] header = new SafetensorsHeader(List.of(declared)).bytes();
        return ByteBuffer.allocate(Long.BYTES + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    /** Reads a file that is in memory; see {@link #read(Path)}. */
    public static List<Tensor> read(String name, byte[] bytes) {
        return read(new FileRegion(OpenFile.of(name, bytes), "safetensors", 0, bytes.length));
    }

    /** Reads a region to its end; nothing is allocated for the values before all declarations were checked. */
    static List<Tensor> read(FileRegion region) {
        return SafetensorsHeader.read(region).declarations().stream()
                .map(declared -> {
                    float[] values = new float[(int) declared.count()];
                    region.nextFloats(values);
                    return new Tensor(declared.name(), declared.shape(), values);
                })
                .toList();
    }

    static void write(OutputStream out, byte[] header, List<Tensor> tensors) throws IOException {
        byte[] bytes = new byte[PIECE];
        ByteBuffer piece = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        piece.putLong(0, header.length);
        out.write(bytes, 0, Long.BYTES);
        out.write(header);
        for (Tensor tensor : tensors) {
            float[] values = tensor.values();
            for (int done = 0; done < values.length; ) {
                int count = Math.min(values.length - done, PIECE / Float.BYTES);
                piece.asFloatBuffer().put(values, done, count);
                out.write(bytes, 0, count * Float.BYTES);
                done += count;
            }
        }
    }

    /** The product of a shape; -1 if a size is negative or there are more values than a Java array holds. */
    static long count(long[] shape) {
        boolean empty = false;
        for (long size : shape) {
            if (size < 0 || size > Integer.MAX_VALUE) {
                return -1;
            }
            empty |= size == 0;
        }
        long product = 1;
        for (int i = 0; i < shape.length && !empty; i++) {
            product *= shape[i];
            if (product > Integer.MAX_VALUE - 8) {
                return -1;
            }
        }
        return empty ? 0 : product;
    }
}
