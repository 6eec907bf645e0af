package io.hourglass.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One run of the real program inside the test's JVM. */
record Run(ExitStatus status, String out, String err) {

    static Run of(String... arguments) {
        return reading("", arguments);
    }

    /** A run with a text on standard input. */
    static Run reading(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return writing(out, input, arguments);
    }

    /** A run with a standard output of its own, of which nothing is told. */
    static Run writing(OutputStream out, String input, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0);
        ExitStatus status = new Program(streams, Main.verbs()).run(arguments);
        String told = out instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
        return new Run(status, told, err.toString(StandardCharsets.UTF_8));
    }

    /** The one line of standard output, as the object it must be. */
    JsonObject json() {
        if (out.lines().count() != 1) {
            throw new AssertionError("not one line: " + out + err);
        }
        return JsonParser.parseString(out).getAsJsonObject();
    }

    /** This run, which must have ended well. */
    Run done() {
        if (status != ExitStatus.DONE) {
            throw new AssertionError(status + ": " + err);
        }
        return this;
    }
}
