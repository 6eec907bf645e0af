package io.hourglass.data.source;

import io.hourglass.error.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that can be read again and again, unpacked on the way if it starts as gzip does.
 *
 * @param path where its bytes are
 * @param name how the user called it
 */
record DataFile(Path path, String name) {
    private static final int BUFFER = 1 << 16;

    /**
     * A file that exists, can be read and is not empty.
     *
     * @throws DataException otherwise
     */
    static DataFile of(Path path) {
        check(path);
        DataFile file = new DataFile(path, path.toString());
        file.checkContent();
        return file;
    }

    /** Copies a stream that can be read once, such as standard input, to a temporary file that is removed when the JVM ends. */
    static DataFile spool(InputStream in, String name) {
        try {
            Path copy = Files.createTempFile("hourglass-", ".spool");
            copy.toFile().deleteOnExit();
            try (var out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
            DataFile file = new DataFile(copy, name);
            file.checkContent();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that a path is a file that exists and can be read. */
    static void check(Path path) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": no such file");
        }
        if (Files.isDirectory(path)) {
            throw new DataException(path + " is a folder: a file is needed");
        }
        if (!Files.isReadable(path)) {
            throw new DataException(path + " cannot be read: no permission");
        }
    }

    private void checkContent() {
        if (startsWith().length == 0) {
            throw new DataException(name + " is empty");
        }
    }

    /** The first bytes of the unpacked content, at most 16. */
    byte[] startsWith() {
        try (InputStream in = open()) {
            return in.readNBytes(16);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The unpacked content from its first byte. */
    InputStream open() {
        try {
            InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
            try {
                return isPacked(raw) ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
            } catch (IOException e) {
                raw.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static boolean isPacked(InputStream in) throws IOException {
        in.mark(2);
        boolean packed = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return packed;
    }

    /** Whether the bytes on disk are packed. */
    boolean isPacked() {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 2)) {
            return isPacked(raw);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The number of bytes of the unpacked content; packed files are read through for it. */
    long size() {
        try {
            if (!isPacked()) {
                return Files.size(path);
            }
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            try (InputStream in = open()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    size += read;
                }
            }
            return size;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The failure to throw for one of reading: damaged gzip data are the data's fault, all else the machine's. */
    RuntimeException failure(IOException e) {
        if (e instanceof ZipException || e instanceof EOFException) {
            return new DataException(name + ": the gzip data are damaged or cut off (" + e.getMessage() + ")", e);
        }
        if (e instanceof AccessDeniedException) {
            return new DataException(name + " cannot be read: no permission", e);
        }
        return new UncheckedIOException(name + ": " + e.getMessage(), e);
    }

    /** Whether the content starts with these bytes, given as unsigned numbers. */
    boolean startsWith(int... bytes) {
        byte[] start = startsWith();
        byte[] wanted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            wanted[i] = (byte) bytes[i];
        }
        return start.length >= wanted.length && Arrays.equals(Arrays.copyOf(start, wanted.length), wanted);
    }
}
