package io.hourglass.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Writes a folder, for instance of images, so that all of it appears at once or nothing does. */
public final class AtomicFolder {
    private AtomicFolder() {}

    /** Writes the content of a folder. */
    @FunctionalInterface
    public interface Writing {
        /** Writes every file into {@code folder}, which exists and is empty. */
        void writeTo(Path folder) throws IOException;
    }

    /**
     * Writes a folder whole, or leaves what was there. An empty folder counts as nothing. One that is replaced is moved
     * aside, and removed once the new one is in its place: a kill between the two renames leaves the old one under a
     * name that ends in {@code .hourglass-old}, never a mixture.
     *
     * @throws UncheckedIOException with a {@link FileAlreadyExistsException} as its cause if the target exists, is not
     *     empty and may not be replaced, with another {@link IOException} if it cannot be written
     */
    public static void write(Path target, boolean replace, Writing body) {
        Path folder = target.toAbsolutePath().normalize();
        try {
            boolean exists = checkTarget(folder, target, replace);
            Temporaries.removeAbandoned(folder);
            Path temporary = Temporaries.reserve(folder);
            try {
                Files.createDirectory(temporary);
                body.writeTo(temporary);
                forceTree(temporary);
                swap(temporary, folder, exists);
            } finally {
                Temporaries.release(temporary);
            }
            AtomicFile.force(folder.getParent());
        } catch (IOException e) {
            throw MachineFailure.cannotWrite(target, e);
        }
    }

    private static void swap(Path temporary, Path folder, boolean exists) throws IOException {
        Path old = folder.resolveSibling("." + folder.getFileName() + ".hourglass-old");
        if (exists) {
            FileTree.remove(old);
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            AtomicFile.move(temporary, folder, false);
        } catch (IOException e) {
            if (exists) {
                Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        FileTree.remove(old);
    }

    private static boolean checkTarget(Path folder, Path asGiven, boolean replace) throws IOException {
        AtomicFile.checkFolder(folder, asGiven);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(asGiven.toString(), null, "is not a folder; a folder was expected");
        }
        if (Path.of("").toAbsolutePath().startsWith(folder)) {
            throw new FileSystemException(asGiven.toString(), null, "holds the working folder; name another one");
        }
        if (!replace && !isEmpty(folder)) {
            throw new FileAlreadyExistsException(asGiven.toString(), null, "exists already and is not empty");
        }
        return true;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private static void forceTree(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walked = Files.walk(folder)) {
            all = walked.toList();
        }
        for (Path path : all) {
            if (Files.isDirectory(path)) {
                AtomicFile.force(path);
            } else {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }
}
