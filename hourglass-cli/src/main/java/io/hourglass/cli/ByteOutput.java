package io.hourglass.cli;

import io.hourglass.data.source.DataSource;
import io.hourglass.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option of the verbs that write bytes: a file that appears whole or not at all, or standard output. */
final class ByteOutput {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "F",
            description = "The file to write, or - for standard output.")
    private String out;

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    String name() {
        return out;
    }

    /** Whether an output that exists may be replaced. */
    ReplaceOption replace() {
        return replace;
    }

    boolean isStandard() {
        return out.equals(DataSource.STANDARD_INPUT);
    }

    /** Checks that it is a folder that may be written, before the work begins. */
    void checkFolder() throws IOException {
        if (isStandard()) {
            throw new IllegalArgumentException("the archive holds files of a folder, and --out names no folder: -");
        }
        replace.checkFolder(Path.of(out));
    }

    /** Checks the output before the work begins. */
    void check(Console console) throws IOException {
        if (isStandard() && console.isJson()) {
            throw new IllegalArgumentException(
                    "the bytes and the result of --json cannot both go to standard output; name a file to write");
        }
        replace.check(Path.of(out));
    }

    /** Writes the bytes. */
    void write(Console console, AtomicFile.Writing body) throws IOException {
        if (isStandard()) {
            body.writeTo(console.output());
        } else {
            AtomicFile.write(Path.of(out), replace.force(), body);
        }
    }
}
