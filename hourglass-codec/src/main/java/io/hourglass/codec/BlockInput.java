package io.hourglass.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into blocks of at most so many bytes, behind a line where there is one. */
final class BlockInput {
    private static final int START = 1 << 16;

    private final InputStream in;
    private final int most;
    private byte[] rest = new byte[0];

    BlockInput(InputStream in, int most) {
        this.in = in;
        this.most = most;
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
                while (cut > 0 && bytes[cut - 1] != '\n') {
                    cut--;
                }
                cut = cut == 0 ? length : cut;
                rest = Arrays.copyOfRange(bytes, cut, length);
                return Arrays.copyOf(bytes, cut);
            }
        }
    }
}
