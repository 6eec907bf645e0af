package io.hourglass.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of the verbs that write a file. */
final class ReplaceOption {
    @Option(names = "--force", description = "Replaces an output that exists already.")
    private boolean force;

    /**
     * Checks an output before the work begins, so that hours are not lost to a missing folder.
     *
     * @param output the file or folder that will be written; {@code -} is standard output and always fine
     * @throws IllegalArgumentException if it exists and may not be replaced, or its folder is missing
     * @throws AccessDeniedException if its folder may not be written to
     */
    void check(Path output) throws AccessDeniedException {
        if (output.toString().equals("-")) {
            return;
        }
        if (Files.exists(output) && !force) {
            throw new IllegalArgumentException(output + " exists already; --force replaces it");
        }
        Path folder = output.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("--out needs a file or folder to write; got " + output);
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--out needs a folder that exists; there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }
}
