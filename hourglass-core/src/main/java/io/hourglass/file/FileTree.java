package io.hourglass.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders with all that is in them. */
final class FileTree {
    private FileTree() {}

    /** Removes a file, or a folder with all that is in it; symbolic links are removed, not followed. */
    static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> children;
            try (Stream<Path> listed = Files.list(path)) {
                children = listed.toList();
            }
            for (Path child : children) {
                remove(child);
            }
        }
        Files.deleteIfExists(path);
    }
}
