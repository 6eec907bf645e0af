package io.hourglass.data.source;

import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 strictly, without a byte-order mark, and fails with line and byte offset at what is not text: bytes of another encoding
 * and NUL.
 */
final class Utf8Reader extends Reader {
    private final DataFile file;
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private long consumed;
    private long line = 1;
    private boolean ended;

    Utf8Reader(DataFile file) {
        this.file = file;
        this.in = file.open();
        try {
            fill();
            skipMark();
        } catch (IOException e) {
            throw file.failure(e);
        }
    }

    private void skipMark() throws IOException {
        int first = bytes.remaining() > 1 ? Short.toUnsignedInt(bytes.getShort(0)) : 0;
        if (first == 0xFFFE || first == 0xFEFF) {
            in.close();
            throw new DataException(file.name() + " is UTF-16 text: convert it to UTF-8, for instance with"
                    + " iconv -f UTF-16 -t UTF-8");
        }
        if (first == 0xEFBB && bytes.remaining() > 2 && bytes.get(2) == (byte) 0xBF) {
            bytes.position(3);
            consumed = 3;
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, offset, length);
        int start = chars.position();
        while (chars.position() == start) {
            int before = bytes.position();
            CoderResult result = decoder.decode(bytes, chars, ended);
            consumed += bytes.position() - before;
            if (chars.position() > start) {
                // A malformed sequence stays at the front of the buffer and is met again by the next call.
                break;
            }
            if (result.isError()) {
                throw notUtf8();
            }
            if (ended) {
                return -1;
            }
            readMore();
        }
        int count = chars.position() - start;
        scan(target, offset, count);
        return count;
    }

    private void readMore() throws IOException {
        try {
            fill();
        } catch (IOException e) {
            throw file.failure(e);
        }
    }

    private void scan(char[] text, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (text[i] == '\n') {
                line++;
            } else if (text[i] == 0) {
                throw new DataException(file.name() + ", line " + line + ": found a NUL byte: this is a binary file, or"
                        + " text of another encoding (UTF-16?); needed UTF-8 text");
            }
        }
    }

    private DataException notUtf8() {
        int found = bytes.hasRemaining() ? bytes.get(bytes.position()) & 0xFF : 0;
        return new DataException(file.name() + ", line " + line + ", byte offset " + consumed + ": found byte 0x"
                + Integer.toHexString(found) + ", which is not UTF-8: convert the file, for instance with"
                + " iconv -f WINDOWS-1252 -t UTF-8");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
