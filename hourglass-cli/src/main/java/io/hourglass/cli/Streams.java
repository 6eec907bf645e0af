package io.hourglass.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The three standard streams of a program, in UTF-8 whatever the locale says.
 *
 * @param in standard input
 * @param out standard output: results alone
 * @param err standard error: progress, notices, failures
 * @param columns the width of the terminal that standard error goes to, 0 where it goes elsewhere
 */
record Streams(InputStream in, OutputStream out, PrintStream err, int columns) {
    private static final int USUAL_COLUMNS = 80;

    Streams {
        out = new BufferedOutputStream(new StandardOutput(out));
    }

    /** Those of this process. The launcher says what the JDK cannot: whether standard error is a terminal. */
    static Streams ofProcess() {
        int columns = 0;
        if (Boolean.getBoolean("hourglass.stderr.terminal")) {
            int told = Integer.getInteger("hourglass.stderr.columns", USUAL_COLUMNS);
            columns = told > 0 ? told : USUAL_COLUMNS;
        }
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Streams(System.in, new FileOutputStream(FileDescriptor.out), err, columns);
    }
}
