package io.hourglass.interop.archive;

import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A ZIP archive of others: nothing is unpacked to disk, names that leave a folder are refused, and sizes are not believed. */
public final class ForeignZip implements AutoCloseable {
    private static final byte[] START = {'P', 'K', 3, 4};
    /** Deflate makes nothing smaller than about this many times. */
    private static final long MOST_COMPRESSION = 1032;

    private static final long MOST = Integer.MAX_VALUE - 8;

    private final String name;
    private final long size;
    private final ZipFile zip;

    private ForeignZip(String name, long size, ZipFile zip) {
        this.name = name;
        this.size = size;
        this.zip = zip;
    }

    /**
     * Whether a file begins as an archive does.
     *
     * @throws DataException if there is no such file
     */
    public static boolean is(Path path) throws IOException {
        requireFile(path);
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(START.length), START);
        }
    }

    private static void requireFile(Path path) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": no such file; one to import is needed");
        }
        if (!Files.isRegularFile(path)) {
            throw new CorruptFileException(path.toString(), "file", 0, "it is a folder or a device, not a file");
        }
    }

    /**
     * All of a file.
     *
     * @throws CorruptFileException if it is larger than an array
     */
    public static byte[] whole(Path path) throws IOException {
        requireFile(path);
        if (Files.size(path) > MOST) {
            throw new CorruptFileException(
                    path.toString(),
                    "file",
                    MOST,
                    "it has " + Files.size(path) + " bytes; at most " + MOST + " are read");
        }
        return Files.readAllBytes(path);
    }

    /**
     * Opens an archive.
     *
     * @throws CorruptFileException if it is damaged, or has a name that leads out of a folder
     */
    public static ForeignZip open(Path path) throws IOException {
        String name = path.toString();
        long size = Files.size(path);
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw new CorruptFileException(
                    name, "directory", size, "the archive was cut short or is damaged: " + e.getMessage());
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String each = entry.getName().replace('\\', '/');
            if (each.startsWith("/")
                    || each.contains(":")
                    || Arrays.asList(each.split("/")).contains("..")) {
                zip.close();
                throw new CorruptFileException(
                        name, "directory", size, "the name '" + entry.getName() + "' leads out of the archive");
            }
        }
        return new ForeignZip(name, size, zip);
    }

    /** The names of the entries. */
    public List<String> names() {
        return zip.stream().map(ZipEntry::getName).toList();
    }

    /**
     * The content of an entry.
     *
     * @throws CorruptFileException if it is not there, damaged, or says that it is larger than it can be
     */
    public byte[] read(String entryName) throws IOException {
        ZipEntry entry = zip.getEntry(entryName);
        if (entry == null) {
            throw new CorruptFileException(name, entryName, size, "the archive has no such entry");
        }
        long packed = Math.min(entry.getCompressedSize(), size);
        long declared = entry.getSize();
        if (declared < 0 || declared > MOST || declared / MOST_COMPRESSION > packed) {
            throw new CorruptFileException(
                    name, entryName, size, "it declares " + declared + " bytes in " + packed + " packed ones");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) declared);
            if (bytes.length < declared || in.read() >= 0) {
                throw new CorruptFileException(
                        name, entryName, bytes.length, "it does not have the " + declared + " bytes that it declares");
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw new CorruptFileException(name, entryName, size, "it is damaged: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
