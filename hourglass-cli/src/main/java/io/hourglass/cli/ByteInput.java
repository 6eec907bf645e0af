package io.hourglass.cli;

import io.hourglass.data.source.DataSource;
import io.hourglass.error.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes of a file or of standard input. */
final class ByteInput {
    private static final int BUFFER = 1 << 16;

    private ByteInput() {}

    /**
     * Opens a file, or standard input for {@code -}.
     *
     * @throws DataException if there is no such file, it is a folder, or it may not be read
     */
    static InputStream open(String name, Console console) throws IOException {
        if (name.equals(DataSource.STANDARD_INPUT)) {
            return console.input();
        }
        return Files.newInputStream(readable(name));
    }

    /**
     * The path of a file that can be read.
     *
     * @throws DataException if there is no such file, it is a folder, or it may not be read
     */
    static Path readable(String name) {
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new DataException(path + ": no such file");
        }
        if (Files.isDirectory(path)) {
            throw new DataException(path + " is a folder: a file is needed");
        }
        if (!Files.isReadable(path)) {
            throw new DataException(path + " cannot be read: no permission");
        }
        return path;
    }

    /** The same, unpacked on the way if it begins as gzip does. */
    static InputStream openUnpacked(String name, Console console) throws IOException {
        InputStream in = new BufferedInputStream(open(name, console), BUFFER);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in, BUFFER) : in;
    }
}
