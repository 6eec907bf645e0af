package io.hourglass.codec.archive;

import io.hourglass.codec.block.BlockCodec;
import io.hourglass.codec.coder.BitWriter;
import io.hourglass.codec.model.TextModel;
import io.hourglass.file.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/** Writes an archive from front to back; see {@code docs/format/archive.md}. */
public final class ArchiveWriter {
    static final byte[] MAGIC = {(byte) 0x89, 'H', 'G', 'Z', 0x0d, 0x0a, 0x01};
    static final int BLOCK_MARK = 0xb10c2d1e;
    static final int TRAILER_MARK = 0x7a11e5ed;
    static final int DIGEST_LENGTH = 16;
    /** The bits of the header's flags. */
    static final int CARRIAGE_RETURN = 1;

    static final int ORIGIN = 2;
    static final int PREDICTOR = 4;

    /** What stands before a payload, at most. */
    public static final int BLOCK_HEADER = 40;

    private final OutputStream out;
    private final MessageDigest digest = Hashing.sha256();
    private long blocks;
    private long records;
    private long size;
    private long length;
    private long modelLength;

    /** Begins an archive with its header. */
    public ArchiveWriter(OutputStream out, ArchiveHeader header) throws IOException {
        this.out = out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MAGIC);
        bytes.write(header.dialect().delimiter());
        int flags = header.dialect().carriageReturn() ? CARRIAGE_RETURN : 0;
        flags |= header.origin().isPresent() ? ORIGIN : 0;
        bytes.write(header.predictor().isPresent() ? flags | PREDICTOR : flags);
        number(bytes, header.dialect().columns());
        text(bytes, header.heading());
        header.origin().ifPresent(origin -> text(bytes, origin.text().getBytes(StandardCharsets.UTF_8)));
        header.predictor().map(PredictorBytes::write).ifPresent(model -> {
            number(bytes, model.length);
            bytes.writeBytes(model);
            modelLength = model.length;
        });
        checksum(bytes);
        size += header.heading().length;
        put(bytes.toByteArray());
    }

    private static void text(ByteArrayOutputStream bytes, byte[] text) {
        BitWriter writer = new BitWriter();
        new TextModel(writer, text.length).codeAll(text, text.length);
        byte[] code = writer.finish();
        number(bytes, text.length);
        number(bytes, code.length);
        bytes.writeBytes(code);
    }

    /** Writes a block whose payload decodes to the first {@code count} of {@code decoded}. */
    public void block(BlockCodec.Payload payload, byte[] decoded, int count) throws IOException {
        block(payload, digest(decoded, count), count);
    }

    /** Writes a block whose payload decodes to {@code count} bytes with a digest. */
    public void block(BlockCodec.Payload payload, long digest, int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(BLOCK_MARK).array());
        bytes.write(payload.kind().code());
        number(bytes, payload.records());
        number(bytes, count);
        number(bytes, payload.bytes().length);
        bytes.writeBytes(ByteBuffer.allocate(4)
                .putInt(checksum(payload.bytes(), payload.bytes().length))
                .array());
        bytes.writeBytes(ByteBuffer.allocate(8).putLong(digest).array());
        checksum(bytes);
        put(bytes.toByteArray());
        put(payload.bytes());
        blocks++;
        records += payload.records();
        size += count;
    }

    /** Ends the archive; the stream stays open. */
    public void finish() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(TRAILER_MARK).array());
        number(bytes, blocks);
        number(bytes, records);
        number(bytes, size);
        put(bytes.toByteArray());
        byte[] sum = digest.digest();
        out.write(sum, 0, DIGEST_LENGTH);
        length += DIGEST_LENGTH;
        out.flush();
    }

    /** The bytes written so far. */
    public long length() {
        return length;
    }

    /** What of them a trained model takes. */
    public long modelLength() {
        return modelLength;
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        digest.update(bytes);
        length += bytes.length;
    }

    /** Seven bits a byte, the lowest first, the eighth bit saying that more follow. */
    static void number(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while (rest >= 0x80) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static void checksum(ByteArrayOutputStream bytes) {
        bytes.writeBytes(ByteBuffer.allocate(4)
                .putInt(checksum(bytes.toByteArray(), bytes.size()))
                .array());
    }

    static int checksum(byte[] bytes, int count) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, count);
        return (int) sum.getValue();
    }

    /** The first eight bytes of the SHA-256 of the first {@code count} bytes. */
    public static long digest(byte[] bytes, int count) {
        MessageDigest digest = Hashing.sha256();
        digest.update(bytes, 0, count);
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
