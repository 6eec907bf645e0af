package io.hourglass.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output, which tells a reader that has gone from a disk that is full. Closing it flushes: it stays open for
 * what is printed later.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream target;

    StandardOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            target.write(bytes, from, length);
        } catch (IOException failure) {
            throw told(failure);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            target.flush();
        } catch (IOException failure) {
            throw told(failure);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    /** The JDK has no type for it: Linux and macOS say "Broken pipe", Windows "The pipe is being closed". */
    private static IOException told(IOException failure) {
        String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (reason.contains("pipe")) {
            throw new ReaderGoneException(failure);
        }
        return new IOException("standard output: " + failure.getMessage(), failure);
    }
}
