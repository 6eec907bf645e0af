package io.hourglass.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file of any size so that a crash, a kill or a full disk leaves the old file or the new one, never half of
 * one: under a temporary name in the same folder, flushed to the disk, then renamed.
 */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Writing {
        /** Writes everything to {@code out}, which is buffered; closing it is allowed, and not needed. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes the content of a file under a name. */
    @FunctionalInterface
    public interface NamedWriting {
        /** Makes the file of that name, which does not exist yet, and closes it. */
        void writeTo(Path file) throws IOException;
    }

    /**
     * Writes a file whole, or leaves what was there.
     *
     * @param target a regular file or nothing, in a folder that exists
     * @param replace whether a file that exists may be replaced
     * @param body writes the content; what it throws is thrown on, after the temporary file was removed
     * @throws UncheckedIOException with a {@link FileAlreadyExistsException} as its cause if the target exists and may
     *     not be replaced, with another {@link IOException} if it cannot be written
     */
    public static void write(Path target, boolean replace, Writing body) {
        Path file = target.toAbsolutePath();
        replace(target, replace, temporary -> fill(temporary, file, body));
    }

    /**
     * As {@link #write}, for what writes files by their names.
     *
     * @param body writes the file under a temporary name
     */
    public static void writeNamed(Path target, boolean replace, NamedWriting body) {
        replace(target, replace, temporary -> {
            body.writeTo(temporary);
            keepPermissions(target.toAbsolutePath(), temporary);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        });
    }

    private static void replace(Path target, boolean replace, NamedWriting filling) {
        Path file = target.toAbsolutePath();
        try {
            checkFile(file, target, replace);
            Temporaries.removeAbandoned(file);
            Path temporary = Temporaries.reserve(file);
            try {
                filling.writeTo(temporary);
                move(temporary, file, replace);
            } finally {
                Temporaries.release(temporary);
            }
            force(file.getParent());
        } catch (IOException e) {
            throw MachineFailure.cannotWrite(target, e);
        }
    }

    private static void fill(Path temporary, Path target, Writing body) throws IOException {
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            keepPermissions(target, temporary);
            OutputStream out = new Uncloseable(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
            body.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    /** A file that only its owner may read stays so. */
    private static void keepPermissions(Path target, Path temporary) throws IOException {
        if (Files.exists(target) && Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
        }
    }

    /** Renames; without {@code replace} a target that appeared meanwhile is refused. */
    static void move(Path temporary, Path target, boolean replace) throws IOException {
        if (replace) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.move(temporary, target);
        }
    }

    private static void checkFile(Path file, Path asGiven, boolean replace) throws IOException {
        checkFolder(file, asGiven);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(
                    asGiven.toString(),
                    null,
                    "is a symbolic link; name the file it points to, " + Files.readSymbolicLink(file));
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(asGiven.toString(), null, "is a folder; a file was expected");
        }
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(asGiven.toString(), null, "is a device or a pipe; it cannot be replaced");
        }
        if (!replace) {
            throw new FileAlreadyExistsException(asGiven.toString(), null, "exists already");
        }
    }

    static void checkFolder(Path file, Path asGiven) throws IOException {
        Path folder = file.getParent();
        if (folder == null || file.getFileName() == null) {
            throw new FileSystemException(asGiven.toString(), null, "is not the name of a file");
        }
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(asGiven.toString(), null, "the folder " + folder + " does not exist");
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    /** Makes a rename last through a power cut, where the platform lets a folder be flushed. */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // Windows cannot; the file itself is complete all the same
        }
    }

    /** Keeps the file open for the final flush when the body closes its stream, as writers and compressors do. */
    private static final class Uncloseable extends FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
