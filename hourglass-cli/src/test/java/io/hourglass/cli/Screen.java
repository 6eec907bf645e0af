package io.hourglass.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard streams that a test can read. */
final class Screen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final int columns;

    /** A screen that is no terminal: a log. */
    Screen() {
        this(0);
    }

    Screen(int columns) {
        this.columns = columns;
    }

    Streams streams() {
        return streams(out);
    }

    /** These streams with another standard output. */
    Streams streams(OutputStream output) {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Streams(new ByteArrayInputStream("a,b\n".getBytes(StandardCharsets.UTF_8)), output, errors, columns);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A standard output of which every write fails with the system's words. */
    static OutputStream failing(String words) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(words);
            }
        };
    }
}
