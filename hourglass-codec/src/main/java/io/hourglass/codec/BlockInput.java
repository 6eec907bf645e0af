package io.hourglass.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into blocks of at most so many bytes, behind a line where there is one, or behind images of one size. */
final class BlockInput {
    private static final int START = 1 << 16;

    private final InputStream in;
    private final int most;
    private final int record;
    private byte[] rest = new byte[0];

    BlockInput(InputStream in, int most) {
        this(in, most, 0);
    }

    /** Blocks of whole records of so many bytes; lines for 0. */
    BlockInput(InputStream in, int most, int record) {
        this.in = in;
        this.most = record == 0 ? most : most - most % record;
        this.record = record;
    }

    /** The next block, or null behind the last. */
    byte[] next() throws IOException {
        byte[] bytes = Arrays.copyOf(rest, Math.max(rest.length, Math.min(START, most)));
        int length = rest.length;
        while (true) {
            if (length == bytes.length && length < most) {
                bytes = Arrays.copyOf(bytes, Math.min(most, length * 2));
            }
            int count = length == most ? 0 : in.read(bytes, length, bytes.length - length);
            if (count < 0) {
                rest = new byte[0];
                return length == 0 ? null : Arrays.copyOf(bytes, length);
            }
            length += count;
            if (length == most) {
                int cut = length;
                while (record == 0 && cut > 0 && bytes[cut - 1] != '\n') {
                    cut--;
                }
                cut = cut == 0 ? length : cut;
                rest = Arrays.copyOfRange(bytes, cut, length);
                return Arrays.copyOf(bytes, cut);
            }
        }
    }
}
