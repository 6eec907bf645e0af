package io.hourglass.interop.onnx;

import com.google.protobuf.CodedInputStream;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A constant of an ONNX file, a TensorProto, read when it is asked for: what it declares is checked against what is there first. */
final class StoredTensor {
    private final Fields fields;
    private final Path folder;
    private final List<Long> dims = new ArrayList<>();
    private final List<Fields> packed = new ArrayList<>();
    private final List<Long> loose = new ArrayList<>();
    private Fields raw;
    private String name = "";
    private int type;
    private boolean external;
    private String location = "";
    private long offset;
    private long length = -1;

    /**
     * @param fields of the message
     * @param folder that of the file, which external data may not leave
     */
    StoredTensor(Fields fields, Path folder) {
        this.fields = fields;
        this.folder = folder;
        fields.each("tensor", this::take);
    }

    private void take(Fields.Field field) {
        switch (field.number()) {
            case 1 -> addAll(dims, field);
            case 2 -> type = (int) field.value();
            case 4, 7, 10 -> {
                if (field.content() == null) {
                    loose.add(field.value());
                } else {
                    packed.add(field.content());
                }
            }
            case 8 -> name = text(field);
            case 9 -> raw = field.content();
            case 13 -> entry(field);
            case 14 -> external = field.value() == 1;
            default -> {} // documentation, and kinds of values that are refused below
        }
    }

    private static String text(Fields.Field field) {
        return field.content() == null ? "" : field.content().text();
    }

    /** Numbers may be packed into one field. */
    private static void addAll(List<Long> numbers, Fields.Field field) {
        if (field.content() == null) {
            numbers.add(field.value());
            return;
        }
        CodedInputStream in = CodedInputStream.newInstance(
                field.content().file(), field.content().from(), field.content().size());
        try {
            while (!in.isAtEnd()) {
                numbers.add(in.readRawVarint64());
            }
        } catch (IOException e) {
            throw field.content().corrupt("numbers", in.getTotalBytesRead(), "they are damaged: " + e.getMessage());
        }
    }

    /** StringStringEntryProto: key 1, value 2. */
    private void entry(Fields.Field field) {
        if (field.content() == null) {
            return;
        }
        String[] both = {"", ""};
        field.content().each("external data", each -> {
            if (each.number() == 1 || each.number() == 2) {
                both[each.number() - 1] = text(each);
            }
        });
        switch (both[0]) {
            case "location" -> location = both[1];
            case "offset" -> offset = number(both[1]);
            case "length" -> length = number(both[1]);
            default -> {} // a checksum
        }
    }

    private long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw corrupt("its external data are at '" + text + "', which is no number");
        }
        return Long.parseLong(text);
    }

    String name() {
        return name;
    }

    /** Its sizes. */
    List<Integer> shape() {
        List<Integer> shape = new ArrayList<>();
        for (long size : dims) {
            if (size < 0 || size > Integer.MAX_VALUE) {
                throw corrupt("a tensor of sizes " + dims + " cannot be");
            }
            shape.add((int) size);
        }
        return shape;
    }

    private int count(int bytesEach) {
        long count = 1;
        for (int size : shape()) {
            count = Math.min(count * size, 1L << 40);
        }
        long there = external ? Long.MAX_VALUE : raw != null ? raw.size() / bytesEach : listed(bytesEach);
        if (count > there || count * bytesEach > Integer.MAX_VALUE - 8) {
            throw corrupt("it declares " + dims + ", " + count + " values, and "
                    + (external ? "no array holds as many" : there + " are there"));
        }
        return (int) count;
    }

    private long listed(int bytesEach) {
        return loose.size()
                + packed.stream()
                        .mapToLong(each -> type == Tensors.INT64 ? each.size() : each.size() / bytesEach)
                        .sum();
    }

    /** Its values, of type float or double. */
    float[] floats() {
        boolean doubles = type == Tensors.DOUBLE;
        if (type != Tensors.FLOAT && !doubles) {
            throw new DataException(fields.source() + ": tensor '" + name + "' has elements of type " + type
                    + "; floats or doubles are needed");
        }
        int bytes = doubles ? Double.BYTES : Float.BYTES;
        int count = count(bytes);
        ByteBuffer buffer = buffer(count, bytes);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            if (buffer == null) {
                long bits = loose.get(i);
                values[i] = doubles ? (float) Double.longBitsToDouble(bits) : Float.intBitsToFloat((int) bits);
            } else {
                values[i] = doubles ? (float) buffer.getDouble() : buffer.getFloat();
            }
        }
        return values;
    }

    /** Its values, of type int64. */
    List<Long> longs() {
        if (type != Tensors.INT64) {
            throw new DataException(fields.source() + ": tensor '" + name + "' has elements of type " + type
                    + "; whole numbers are needed");
        }
        int count = count(Long.BYTES);
        List<Long> values = new ArrayList<>(loose);
        if (raw != null || external) {
            ByteBuffer buffer = buffer(count, Long.BYTES);
            for (int i = 0; i < count; i++) {
                values.add(buffer.getLong());
            }
        }
        packed.forEach(each -> addAll(values, new Fields.Field(0, 0, each)));
        if (values.size() < count) {
            throw corrupt("it declares " + count + " values, and " + values.size() + " are there");
        }
        return values;
    }

    /** Where its values are; null if they are listed one by one. */
    private ByteBuffer buffer(int count, int bytesEach) {
        if (external) {
            return outside(count * bytesEach);
        }
        if (raw != null) {
            return raw.buffer();
        }
        return packed.size() == 1 && loose.isEmpty() ? packed.get(0).buffer() : requireLoose(count);
    }

    private ByteBuffer requireLoose(int count) {
        if (loose.size() < count) {
            throw corrupt("its values are in several pieces");
        }
        return null;
    }

    /** Values in another file, in the folder of this one or below. */
    private ByteBuffer outside(int bytes) {
        Path file;
        try {
            Path root = folder.toRealPath();
            file = root.resolve(location).normalize();
            if (location.isEmpty()
                    || !file.startsWith(root)
                    || (Files.exists(file) && !file.toRealPath().startsWith(root))) {
                throw corrupt("its external data '" + location + "' lie outside the folder of the file");
            }
        } catch (InvalidPathException | IOException e) {
            throw corrupt("its external data '" + location + "' are no file: " + e.getMessage());
        }
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : 0;
            if (offset > size || bytes > size - offset || (length >= 0 && length < bytes)) {
                throw corrupt("its external data '" + location + "' have " + size + " bytes, and " + bytes + " from "
                        + offset + " on were needed");
            }
            ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            try (FileChannel channel = FileChannel.open(file)) {
                while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {}
            }
            return buffer.flip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CorruptFileException corrupt(String reason) {
        return fields.corrupt("tensor '" + name + "'", 0, reason);
    }
}
