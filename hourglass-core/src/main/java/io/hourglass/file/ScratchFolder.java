package io.hourglass.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder for what does not fit into memory, in the JVM's folder of temporary files ({@code java.io.tmpdir}). It is made when it is
 * first asked for and removed with all that is in it when the JVM ends; what killed processes left there is removed by the next one.
 */
public final class ScratchFolder {
    private static final String PREFIX = "hourglass-scratch-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-.*");

    private static Path folder;

    private ScratchFolder() {}

    /**
     * The folder of this process.
     *
     * @throws UncheckedIOException if it cannot be made
     */
    public static synchronized Path path() {
        if (folder == null) {
            folder = make();
        }
        return folder;
    }

    private static Path make() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        removeAbandoned(parent);
        try {
            Path made = Files.createTempDirectory(
                    parent, PREFIX + ProcessHandle.current().pid() + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> removeQuietly(made)));
            return made;
        } catch (IOException e) {
            throw MachineFailure.cannotWrite(parent, e);
        }
    }

    private static void removeAbandoned(Path parent) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path other : found) {
                Matcher name = NAME.matcher(other.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1)))
                                .filter(ProcessHandle::isAlive)
                                .isEmpty()) {
                    removeQuietly(other);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // a folder that cannot be listed: nothing depends on it
        }
    }

    private static void removeQuietly(Path path) {
        try {
            FileTree.remove(path);
        } catch (IOException e) {
            return; // its name says what it is; the next process tries again
        }
    }
}
