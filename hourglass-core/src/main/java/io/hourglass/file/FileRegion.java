package io.hourglass.file;

import io.hourglass.error.CorruptFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** One section's bytes within a file, read once from its start to its end while their CRC-32 is taken. */
final class FileRegion {
    private static final int PIECE = 1 << 16;

    private final OpenFile file;
    private final String section;
    private final long start;
    private final long length;
    private final CRC32 checksum = new CRC32();
    private long position;

    /** A region that was checked to lie within the file. */
    FileRegion(OpenFile file, String section, long start, long length) {
        this.file = file;
        this.section = section;
        this.start = start;
        this.length = length;
    }

    long length() {
        return length;
    }

    /** A failure at a place counted from the start of the region. */
    CorruptFileException corrupt(long at, String reason) {
        return file.corrupt(section, start + at, reason);
    }

    /** The next {@code count} bytes. */
    byte[] next(long count) {
        if (count > length - position) {
            throw corrupt(position, "needs " + count + " bytes here, but has " + (length - position));
        }
        byte[] bytes = file.read(section, start + position, count);
        checksum.update(bytes);
        position += count;
        return bytes;
    }

    /** The next {@code values.length} floats, in pieces: the bytes and the floats are never both in memory. */
    void nextFloats(float[] values) {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, (long) values.length * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < values.length; ) {
            int count = Math.min(values.length - done, PIECE / Float.BYTES);
            piece.clear().limit(count * Float.BYTES);
            file.read(section, start + position, piece);
            checksum.update(piece.flip());
            piece.rewind();
            piece.asFloatBuffer().get(values, done, count);
            position += piece.limit();
            done += count;
        }
    }

    /** Reads what is left in pieces, and drops it. */
    void skip() {
        while (position < length) {
            next(Math.min(PIECE, length - position));
        }
    }

    /** Compares the CRC-32 of all that was read with the one the file declares. */
    void check(long declared) {
        if (checksum.getValue() != declared) {
            throw corrupt(0, "its bytes do not match its CRC-32");
        }
    }
}
