package io.hourglass.interop.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.hourglass.error.CorruptFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a protobuf message within a file in memory. Messages and texts are ranges of the file: nothing is copied, and a length is
 * checked against the range that it stands in before anything is done with it.
 *
 * @param source the file's name
 * @param file its bytes
 * @param from where the message begins
 * @param to where it ends
 */
record Fields(String source, byte[] file, int from, int to) {
    /**
     * One field.
     *
     * @param number of the field
     * @param value of one that is a number; the bits of a float
     * @param content of one that is text, bytes or a message; null for a number
     */
    record Field(int number, long value, Fields content) {
        /** A float's value. */
        float real() {
            return Float.intBitsToFloat((int) value);
        }
    }

    /** Takes fields in the order of the file. */
    @FunctionalInterface
    interface Taker {
        void take(Field field);
    }

    static Fields of(String source, byte[] file) {
        return new Fields(source, file, 0, file.length);
    }

    /**
     * Goes through the fields.
     *
     * @param what the message is, for errors
     */
    void each(String what, Taker taker) {
        CodedInputStream in = CodedInputStream.newInstance(file, from, to - from);
        try {
            while (!in.isAtEnd()) {
                int tag = in.readTag();
                taker.take(field(in, tag));
            }
        } catch (IOException e) {
            throw corrupt(what, in.getTotalBytesRead(), "it was cut short or is no ONNX: " + e.getMessage());
        }
    }

    private Field field(CodedInputStream in, int tag) throws IOException {
        int number = WireFormat.getTagFieldNumber(tag);
        return switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> new Field(number, in.readRawVarint64(), null);
            case WireFormat.WIRETYPE_FIXED32 -> new Field(number, in.readRawLittleEndian32(), null);
            case WireFormat.WIRETYPE_FIXED64 -> new Field(number, in.readRawLittleEndian64(), null);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> new Field(number, 0, skipped(in));
            default -> throw new IOException("a field of a kind that ONNX has not");
        };
    }

    /** The range that comes next, which is passed over. */
    private Fields skipped(CodedInputStream in) throws IOException {
        int length = in.readRawVarint32();
        int start = from + in.getTotalBytesRead();
        in.skipRawBytes(length);
        return new Fields(source, file, start, start + length);
    }

    /** The text that the range is. */
    String text() {
        return new String(file, from, size(), StandardCharsets.UTF_8);
    }

    int size() {
        return to - from;
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(file, from, size()).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The failure at a place of the message. */
    CorruptFileException corrupt(String what, int at, String reason) {
        return new CorruptFileException(source, what, (long) from + at, reason);
    }
}
