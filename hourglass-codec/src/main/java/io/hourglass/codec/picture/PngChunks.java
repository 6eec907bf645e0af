package io.hourglass.codec.picture;

import io.hourglass.codec.layout.ImageStart;
import io.hourglass.codec.model.PixelFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A PNG file without its pixels (W3C, "Portable Network Graphics", third edition): what is before the data of the image and what is after
 * it, as it stands in the file.
 *
 * @param before the signature and the chunks before the first IDAT
 * @param after the chunks behind the last IDAT
 */
public record PngChunks(byte[] before, byte[] after) {
    static final int DATA = 0x49444154;
    private static final int END = 0x49454e44;
    private static final int HEADER = 0x49484452;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_AT = 16;
    private static final int HEADER_LENGTH = 13;

    /** Files with more beside their pixels are kept as they are. */
    private static final int MOST = 1 << 22;

    /**
     * The chunks of a file, or empty if it is none of those whose samples we take: not interlaced, of 8 or 16 bits, grey or colours, with
     * transparency or without; with one run of IDAT chunks, sound checksums, and nothing behind the end.
     *
     * @param in the file, read to its end
     */
    public static Optional<PngChunks> of(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (!Arrays.equals(data.readNBytes(SIGNATURE.length), SIGNATURE)) {
            return Optional.empty();
        }
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        before.writeBytes(SIGNATURE);
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        int runs = 0;
        int last = 0;
        try {
            while (last != END) {
                int length = data.readInt();
                int kind = data.readInt();
                if (length < 0 || (kind == DATA && last != DATA && ++runs > 1)) {
                    return Optional.empty();
                }
                last = kind;
                ByteArrayOutputStream kept = kind == DATA ? null : runs == 0 ? before : after;
                if ((kept != null && kept.size() + (long) length > MOST) || !chunk(data, length, kind, kept)) {
                    return Optional.empty();
                }
            }
        } catch (EOFException e) {
            return Optional.empty();
        }
        PngChunks chunks = new PngChunks(before.toByteArray(), after.toByteArray());
        return runs == 1 && data.read() < 0 && chunks.start().isPresent() ? Optional.of(chunks) : Optional.empty();
    }

    private static boolean chunk(DataInputStream data, int length, int kind, ByteArrayOutputStream kept)
            throws IOException {
        CRC32 sum = new CRC32();
        byte[] head = ByteBuffer.allocate(8).putInt(length).putInt(kind).array();
        sum.update(head, 4, 4);
        if (kept != null) {
            kept.writeBytes(head);
        }
        byte[] buffer = new byte[1 << 13];
        for (int left = length; left > 0; ) {
            int count = Math.min(left, buffer.length);
            data.readFully(buffer, 0, count);
            sum.update(buffer, 0, count);
            if (kept != null) {
                kept.write(buffer, 0, count);
            }
            left -= count;
        }
        int found = data.readInt();
        if (kept != null) {
            kept.writeBytes(ByteBuffer.allocate(4).putInt(found).array());
        }
        return found == (int) sum.getValue();
    }

    /** What its samples are, one image; or empty if they are none that we take. */
    public Optional<ImageStart> start() {
        if (before.length < HEADER_AT + HEADER_LENGTH
                || ByteBuffer.wrap(before).getInt(8) != HEADER_LENGTH
                || ByteBuffer.wrap(before).getInt(12) != HEADER) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(before, HEADER_AT, HEADER_LENGTH);
        long width = header.getInt() & 0xffffffffL;
        long height = header.getInt() & 0xffffffffL;
        int depth = header.get();
        int channels = channels(header.get());
        int compression = header.get();
        int filter = header.get();
        int interlaced = header.get();
        boolean plain = compression == 0 && filter == 0 && interlaced == 0;
        boolean taken = plain && channels > 0 && (depth == 8 || depth == 16) && width > 0 && height > 0;
        if (!taken || height > Integer.MAX_VALUE || width * channels > ImageStart.LONGEST_ROW) {
            return Optional.empty();
        }
        return Optional.of(
                new ImageStart(new byte[0], 1, (int) height, (int) width, new PixelFormat(channels, depth / 8, true)));
    }

    /** Of a type of colours; 0 for a palette and for what there is not. */
    private static int channels(int type) {
        return switch (type) {
            case 0 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 0;
        };
    }
}
