package io.hourglass.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option of the verbs that write a file. */
final class ReplaceOption {
    @Option(
            names = "--force",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            description = "Replaces an output that exists already.")
    private boolean force;

    /** Whether an output that exists may be replaced. */
    boolean force() {
        return force;
    }

    /**
     * Checks an output before the work begins, so that hours are not lost to a missing folder.
     *
     * @param output the file that will be written; {@code -} is standard output and always fine
     * @throws IllegalArgumentException if it exists and may not be replaced, is no file, or its folder is missing
     * @throws AccessDeniedException if its folder may not be written to
     */
    void check(Path output) throws AccessDeniedException {
        if (output.toString().equals("-")) {
            return;
        }
        if (Files.isDirectory(output)) {
            throw new IllegalArgumentException(output + " is a folder; the name of a file to write is needed");
        }
        if (Files.exists(output) && !Files.isRegularFile(output)) {
            throw new IllegalArgumentException(
                    output + " is a device or a pipe, which cannot be replaced;" + " - writes CSV to standard output");
        }
        checkPlace(output, Files.exists(output));
    }

    /**
     * Checks the file of a model as {@link #check} does any other; standard output takes none.
     *
     * @throws AccessDeniedException if its folder may not be written to
     */
    void checkModel(Path model) throws AccessDeniedException {
        if (model.toString().equals("-")) {
            throw new IllegalArgumentException(
                    "--out needs a file, for instance model.hg; a model is not written to standard output");
        }
        check(model);
    }

    /**
     * Checks a folder that will be written as {@link #check} does a file; an empty one counts as nothing.
     *
     * @throws IOException if it cannot be looked into
     */
    void checkFolder(Path output) throws IOException {
        boolean folder = Files.isDirectory(output);
        if (!folder && Files.exists(output)) {
            throw new IllegalArgumentException(output + " is a file; a folder would be written there");
        }
        boolean full = false;
        if (folder) {
            try (Stream<Path> children = Files.list(output)) {
                full = children.findAny().isPresent();
            }
        }
        checkPlace(output, full);
    }

    private void checkPlace(Path output, boolean taken) throws AccessDeniedException {
        if (taken && !force) {
            throw new IllegalArgumentException(output + " exists already; --force replaces it");
        }
        if (Files.isSymbolicLink(output)) {
            throw new IllegalArgumentException(output + " is a symbolic link; name what it points to");
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
