package io.hourglass.codec.picture;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes the rows of a PNG file's samples into IDAT chunks, each row by the filter whose bytes are smallest (section 12.7). */
public final class PngWriting {
    private static final int FILTERS = 5;
    private static final int CHUNK = 1 << 16;

    private final DataOutputStream out;
    private final int pixel;
    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    private final byte[][] filtered;
    private final byte[] chunk = new byte[CHUNK];
    private byte[] above;

    /**
     * @param out the file, whose chunks before the image are written
     * @param rowBytes bytes of a row of samples
     * @param pixel bytes of a pixel
     */
    public PngWriting(OutputStream out, int rowBytes, int pixel) {
        this.out = new DataOutputStream(out);
        this.pixel = pixel;
        above = new byte[rowBytes];
        filtered = new byte[FILTERS][rowBytes + 1];
    }

    /** Writes a row of samples. */
    public void row(byte[] bytes, int from) throws IOException {
        byte[] best = filtered[0];
        long least = Long.MAX_VALUE;
        for (int filter = 0; filter < FILTERS; filter++) {
            long sum = filter(bytes, from, filter);
            if (sum < least) {
                least = sum;
                best = filtered[filter];
            }
        }
        System.arraycopy(bytes, from, above, 0, above.length);
        deflater.setInput(best);
        while (!deflater.needsInput()) {
            put();
        }
    }

    /** Filters a row; the sum of the sizes of its bytes. */
    private long filter(byte[] bytes, int from, int filter) {
        byte[] to = filtered[filter];
        to[0] = (byte) filter;
        long sum = 0;
        for (int i = 0; i < above.length; i++) {
            int left = i < pixel ? 0 : bytes[from + i - pixel] & 0xff;
            int up = above[i] & 0xff;
            int corner = i < pixel ? 0 : above[i - pixel] & 0xff;
            to[i + 1] = (byte) (bytes[from + i] - PngRows.predicted(filter, left, up, corner));
            sum += Math.abs(to[i + 1]);
        }
        return sum;
    }

    /** Ends the image behind its last row. */
    public void finish() throws IOException {
        deflater.finish();
        while (!deflater.finished()) {
            put();
        }
        deflater.end();
        out.flush();
    }

    private void put() throws IOException {
        int count = deflater.deflate(chunk);
        if (count > 0) {
            CRC32 sum = new CRC32();
            sum.update(new byte[] {'I', 'D', 'A', 'T'});
            sum.update(chunk, 0, count);
            out.writeInt(count);
            out.writeInt(PngChunks.DATA);
            out.write(chunk, 0, count);
            out.writeInt((int) sum.getValue());
        }
    }
}
