package io.hourglass.codec.archive;

import io.hourglass.error.CorruptFileException;
import io.hourglass.file.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The bytes of an archive, with their digest, the checksum of the part that is read, and as many of the last bytes as a
 * search for the next mark may have to look at again.
 */
final class ArchiveInput {
    private static final int PIECE = 1 << 16;

    private final String name;
    private final InputStream in;
    private final MessageDigest digest = Hashing.sha256();
    private final CRC32C sum = new CRC32C();
    private byte[] buffer = new byte[PIECE];
    private int position;
    private int limit;
    private long base;
    /** Bytes from here on must stay in the buffer. */
    private long kept;

    private long digested;

    ArchiveInput(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    String name() {
        return name;
    }

    CorruptFileException corrupt(String section, long offset, String reason) {
        return new CorruptFileException(name, section, offset, reason);
    }

    long offset() {
        return base + position;
    }

    /** Begins the part that the next checksum is over. Bytes before it are never looked at again. */
    void startCheck() {
        sum.reset();
        digestTo(offset());
        kept = offset();
    }

    private boolean fill() throws IOException {
        int from = (int) (kept - base);
        if (from > 0) {
            digestTo(kept);
            System.arraycopy(buffer, from, buffer, 0, limit - from);
            base = kept;
            position -= from;
            limit -= from;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count > 0;
    }

    private void digestTo(long offset) {
        if (offset > digested) {
            digest.update(buffer, (int) (digested - base), (int) (offset - digested));
            digested = offset;
        }
    }

    /** The digest of all bytes before the place that was reached; nothing can be read into it any more. */
    byte[] digest() {
        digestTo(offset());
        return digest.digest();
    }

    int readOrEnd(String section) throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        int value = buffer[position++] & 0xff;
        sum.update(value);
        return value;
    }

    int read(String section) throws IOException {
        int value = readOrEnd(section);
        if (value < 0) {
            throw corrupt(section, offset(), "the archive ends here, in the middle");
        }
        return value;
    }

    byte[] read(String section, int count) throws IOException {
        while (limit - position < count && fill()) {
            // until enough is there
        }
        if (limit - position < count) {
            throw corrupt(section, base + limit, "the archive ends here, in the middle");
        }
        byte[] bytes = Arrays.copyOfRange(buffer, position, position + count);
        position += count;
        sum.update(bytes);
        return bytes;
    }

    int integer(String section) throws IOException {
        return ByteBuffer.wrap(read(section, 4)).getInt();
    }

    long longInteger(String section) throws IOException {
        return ByteBuffer.wrap(read(section, 8)).getLong();
    }

    long number(String section) throws IOException {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = read(section);
            number |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw corrupt(section, offset(), "a number of more than 63 bits");
    }

    /** Reads a checksum and compares it with that of all bytes since {@link #startCheck}. */
    void check(String section, long offset) throws IOException {
        int expected = (int) sum.getValue();
        if (integer(section) != expected) {
            throw corrupt(section, offset, "the " + section + " is damaged: its CRC-32C does not match");
        }
    }

    /** Goes to the first place from {@code from} on at which one of two marks stands; returns the bytes passed over or -1. */
    long seek(long from, int mark, int other) throws IOException {
        position = (int) (from - base);
        kept = from;
        while (true) {
            while (limit - position < 4) {
                kept = offset();
                if (!fill()) {
                    position = limit;
                    return -1;
                }
            }
            int found = ByteBuffer.wrap(buffer, position, 4).getInt();
            if (found == mark || found == other) {
                return offset() - from + 1;
            }
            position++;
        }
    }
}
