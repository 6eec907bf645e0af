package io.hourglass.data.source;

import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads NPY arrays, alone or in an NPZ archive, of which the array {@code x} is taken, or the only or first one. Elements are booleans,
 * integers of one to eight bytes or floats of two to eight; one or two axes in C or Fortran order give a table, three or four in C
 * order images.
 */
public final class NpySource {
    private NpySource() {}

    /**
     * A table of an NPY file.
     *
     * @throws DataException if the file is missing, or is not a whole NPY array that can be a table
     */
    public static Table open(Path path) {
        return open(DataFile.of(path));
    }

    static ArrayTable open(DataFile file) {
        try (InputStream in = file.open()) {
            ArrayLayout layout = NpyHeader.read(file.name(), in);
            layout.check(file.name(), file.size());
            return new ArrayTable(file.name(), layout, file::open);
        } catch (IOException e) {
            throw file.failure(e);
        }
    }

    /**
     * A table of one array of an NPZ archive.
     *
     * @throws DataException as for NPY files, and if the archive is damaged or holds no array
     */
    public static Table openArchive(Path path) {
        return archived(path);
    }

    static ArrayTable archived(Path path) {
        DataFile file = DataFile.of(path);
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = pick(file, zip);
            String source = file.name() + ":" + entry.getName();
            try (InputStream in = zip.getInputStream(entry)) {
                ArrayLayout layout = NpyHeader.read(source, in);
                layout.check(source, size(zip, entry));
                return new ArrayTable(source, layout, () -> content(path, entry.getName()));
            }
        } catch (IOException e) {
            throw archiveFailure(file.name(), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(file.name() + " is not a whole NPZ archive: " + e.getMessage(), e);
        }
    }

    private static ZipEntry pick(DataFile file, ZipFile zip) {
        ZipEntry first = null;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (entry.getName().equals("x.npy")) {
                return entry;
            }
            if (first == null && entry.getName().endsWith(".npy")) {
                first = entry;
            }
        }
        if (first == null) {
            throw new DataException(file.name() + " holds no .npy array; an NPZ archive is made by numpy.savez");
        }
        return first;
    }

    /** The size that the archive states is not trusted: the content is counted. */
    private static long size(ZipFile zip, ZipEntry entry) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
            }
        }
        return size;
    }

    private static InputStream content(Path path, String name) {
        try {
            ZipFile zip = new ZipFile(path.toFile());
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                zip.close();
                throw new DataException(path + " changed while it was read: " + name + " is gone");
            }
            return new FilterInputStream(new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
                @Override
                public void close() throws IOException {
                    zip.close();
                }
            };
        } catch (IOException e) {
            throw archiveFailure(path.toString(), e);
        }
    }

    private static RuntimeException archiveFailure(String name, IOException e) {
        if (e instanceof ZipException || e instanceof EOFException) {
            return new DataException(name + " is not a whole NPZ archive: " + e.getMessage(), e);
        }
        return new UncheckedIOException(e);
    }
}
