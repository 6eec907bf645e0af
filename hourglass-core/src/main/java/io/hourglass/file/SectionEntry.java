package io.hourglass.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One entry of the ZIP. Its headers have no freedom: a reader makes them anew from these four values and compares bytes.
 *
 * @param name a valid section name
 * @param headerOffset where its local header begins
 * @param size of its content, in bytes
 * @param checksum the CRC-32 of its content
 */
record SectionEntry(String name, long headerOffset, long size, long checksum) {
    static final int LOCAL_HEADER = 30;
    static final int DIRECTORY_RECORD = 46;
    static final int LONGEST_NAME = 64;
    static final int LOCAL_SIGNATURE = 0x04034b50;
    static final int DIRECTORY_SIGNATURE = 0x02014b50;
    static final int END_SIGNATURE = 0x06054b50;
    static final String TRAILER_MARK = "hourglass sha-256 ";
    static final int DIGITS = 64;
    /** The end record and the trailer, without its digits. */
    static final int END = 22 + TRAILER_MARK.length();

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*\\.(json|safetensors)");

    static boolean isValidName(String name) {
        return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
    }

    long contentOffset() {
        return headerOffset + LOCAL_HEADER + name.length();
    }

    /** Where the next entry, or the directory, begins. */
    long end() {
        return contentOffset() + size;
    }

    byte[] localHeader() {
        byte[] bytes = new byte[LOCAL_HEADER + name.length()];
        ByteBuffer header = fields(bytes);
        header.putInt(LOCAL_SIGNATURE);
        putShared(header);
        header.put(nameBytes());
        return bytes;
    }

    byte[] directoryRecord() {
        byte[] bytes = new byte[DIRECTORY_RECORD + name.length()];
        ByteBuffer header = fields(bytes);
        header.putInt(DIRECTORY_SIGNATURE).putShort((short) 20); // made by: version 2.0, attributes of MS-DOS
        putShared(header);
        header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
        header.putInt((int) headerOffset);
        header.put(nameBytes());
        return bytes;
    }

    private void putShared(ByteBuffer header) {
        header.putShort((short) 10).putShort((short) 0).putShort((short) 0); // version, flags, STORED
        header.putShort((short) 0).putShort((short) 0x21); // 1980-01-01, 00:00
        header.putInt((int) checksum).putInt((int) size).putInt((int) size);
        header.putShort((short) name.length()).putShort((short) 0);
    }

    private byte[] nameBytes() {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /** The end record and the trailer up to its digits. */
    static byte[] end(int entries, long directorySize, long directoryOffset) {
        byte[] bytes = new byte[END];
        ByteBuffer end = fields(bytes);
        end.putInt(END_SIGNATURE).putInt(0);
        end.putShort((short) entries).putShort((short) entries);
        end.putInt((int) directorySize).putInt((int) directoryOffset);
        end.putShort((short) (TRAILER_MARK.length() + DIGITS));
        end.put(TRAILER_MARK.getBytes(StandardCharsets.US_ASCII));
        return bytes;
    }

    /** Bytes as the little-endian integers that they hold. */
    static ByteBuffer fields(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
