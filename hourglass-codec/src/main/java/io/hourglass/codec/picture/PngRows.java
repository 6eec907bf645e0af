package io.hourglass.codec.picture;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/** The rows of a PNG file's samples, unpacked and unfiltered one after another (section 9 of the specification). */
public final class PngRows implements AutoCloseable {
    private final InputStream rows;
    private final int pixel;
    private byte[] above;
    private byte[] row;

    /**
     * @param in the file behind its chunks before the first IDAT
     * @param rowBytes bytes of a row of samples
     * @param pixel bytes of a pixel
     */
    public PngRows(InputStream in, int rowBytes, int pixel) {
        rows = new InflaterInputStream(new Data(new DataInputStream(in)));
        this.pixel = pixel;
        above = new byte[rowBytes];
        row = new byte[rowBytes];
    }

    /** The bytes of all IDAT chunks. */
    private static final class Data extends InputStream {
        private final DataInputStream in;
        private int left;
        private boolean ended;

        Data(DataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            while (left == 0 && !ended) {
                left = in.readInt();
                ended = in.readInt() != PngChunks.DATA;
                if (left == 0 && !ended) {
                    in.readInt();
                }
            }
            if (ended) {
                return -1;
            }
            int read = in.read(into, from, Math.min(count, left));
            if (read < 0) {
                throw new EOFException("a chunk is cut off");
            }
            left -= read;
            if (left == 0) {
                in.readInt(); // the checksum, which was compared before
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /**
     * Reads the next row.
     *
     * @throws IOException if the data is damaged or ends before
     */
    public void next(byte[] into, int at) throws IOException {
        int filter = rows.read();
        if (filter < 0 || filter > 4 || rows.readNBytes(row, 0, row.length) < row.length) {
            throw new IOException("a row of a PNG file is damaged or cut off");
        }
        for (int i = 0; i < row.length; i++) {
            int left = i < pixel ? 0 : row[i - pixel] & 0xff;
            int up = above[i] & 0xff;
            int corner = i < pixel ? 0 : above[i - pixel] & 0xff;
            row[i] += (byte) predicted(filter, left, up, corner);
        }
        System.arraycopy(row, 0, into, at, row.length);
        byte[] done = above;
        above = row;
        row = done;
    }

    /** What a filter expects of a byte. */
    static int predicted(int filter, int left, int up, int corner) {
        return switch (filter) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) >> 1;
            case 4 -> paeth(left, up, corner);
            default -> 0;
        };
    }

    private static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    /** Whether nothing follows the last row. */
    public boolean isAtEnd() throws IOException {
        return rows.read() < 0;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
