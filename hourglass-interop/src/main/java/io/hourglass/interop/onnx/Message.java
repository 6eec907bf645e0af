package io.hourglass.interop.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protobuf message that is being written; fields are those of {@code onnx.proto3}, by number. */
final class Message {
    private final ByteString.Output bytes = ByteString.newOutput();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** Writes one field. */
    @FunctionalInterface
    private interface Writing {
        void write(CodedOutputStream out) throws IOException;
    }

    private Message with(Writing writing) {
        try {
            writing.write(out);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    Message text(int field, String value) {
        return with(to -> to.writeString(field, value));
    }

    Message integer(int field, long value) {
        return with(to -> to.writeInt64(field, value));
    }

    Message real(int field, float value) {
        return with(to -> to.writeFloat(field, value));
    }

    Message bytes(int field, ByteString value) {
        return with(to -> to.writeBytes(field, value));
    }

    Message message(int field, Message value) {
        return bytes(field, value.done());
    }

    ByteString done() {
        with(CodedOutputStream::flush);
        return bytes.toByteString();
    }
}
