package io.hourglass.interop.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of events as TensorBoard reads them. A record is the length of an event (8 bytes, little-endian), the masked CRC-32C of those 8
 * bytes, the event, and its masked CRC-32C. An Event has wall_time 1, step 2, file_version 3 or summary 5; a Summary has values 1, each
 * with a tag 1 and a simple_value 2, an image 4 or a histogram 5. A reader may read it while it is written.
 */
final class EventFile implements Closeable {
    private static final int MASK = 0xa282ead8;
    private static final double MILLIS = 1000;

    private final OutputStream out;

    /** Writes one message. */
    @FunctionalInterface
    interface Content {
        void write(CodedOutputStream out) throws IOException;
    }

    EventFile(Path file) throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        record(message(event -> {
            event.writeDouble(1, now());
            event.writeString(3, "brain.Event:2");
        }));
    }

    private static double now() {
        return System.currentTimeMillis() / MILLIS;
    }

    /** A message as bytes. */
    static ByteString message(Content content) {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
        try {
            content.write(coded);
            coded.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteString();
    }

    void scalar(String tag, long step, double value) throws IOException {
        summary(tag, step, of -> of.writeFloat(2, (float) value));
    }

    /** A picture in PNG; the colour space is 1 for grey, 3 for red, green and blue. */
    void image(String tag, long step, Picture picture) throws IOException {
        ByteString image = message(of -> {
            of.writeInt32(1, picture.height());
            of.writeInt32(2, picture.width());
            of.writeInt32(3, picture.channels());
            of.writeBytes(4, ByteString.copyFrom(picture.png()));
        });
        summary(tag, step, of -> of.writeBytes(4, image));
    }

    void histogram(String tag, long step, float[] values) throws IOException {
        ByteString histogram = Buckets.of(values).message();
        summary(tag, step, of -> of.writeBytes(5, histogram));
    }

    private void summary(String tag, long step, Content value) throws IOException {
        ByteString tagged = message(of -> {
            of.writeString(1, tag);
            value.write(of);
        });
        ByteString summary = message(of -> of.writeBytes(1, tagged));
        record(message(event -> {
            event.writeDouble(1, now());
            event.writeInt64(2, step);
            event.writeBytes(5, summary);
        }));
    }

    private void record(ByteString event) throws IOException {
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(event.size())
                .array();
        out.write(length);
        out.write(masked(length));
        out.write(event.toByteArray());
        out.write(masked(event.toByteArray()));
        out.flush();
    }

    private static byte[] masked(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
