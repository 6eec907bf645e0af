package io.hourglass.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the verbs that write rows. */
final class OutputOptions {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "F",
            description =
                    "Where the rows go: .csv, .tsv, .parquet, .ndjson, .json, .npy, .npz, .safetensors, .idx, - for CSV on standard output, or a folder for"
                            + " images.")
    private String out;

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    /** Whether an output that exists may be replaced. */
    boolean force() {
        return replace.force();
    }

    /**
     * Checks a file that is written beside the output.
     *
     * @throws IOException if its folder may not be written to
     */
    void checkBeside(Path other) throws IOException {
        replace.check(other);
        if (other.equals(Path.of(out))) {
            throw new IllegalArgumentException("two outputs cannot both go to " + out);
        }
    }

    /**
     * The output, checked.
     *
     * @throws IOException if its folder may not be written to
     */
    TableOutput checked(Console console) throws IOException {
        return TableOutput.checked(out, replace, console);
    }

    /**
     * Another output of the same verb, checked.
     *
     * @throws IOException if its folder may not be written to
     */
    TableOutput checked(String other, Console console) throws IOException {
        TableOutput output = TableOutput.checked(other, replace, console);
        if (other.equals(out)) {
            throw new IllegalArgumentException("two outputs cannot both go to " + out);
        }
        return output;
    }
}
