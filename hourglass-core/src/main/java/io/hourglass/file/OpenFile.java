package io.hourglass.file;

import io.hourglass.error.CorruptFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file open for reading at any place, which knows its name and size for the errors it makes. */
final class OpenFile implements AutoCloseable {
    private final String name;
    private final Source source;
    private final long size;

    /** Where the bytes are. */
    private interface Source extends Closeable {
        /** Reads some bytes from a place, or returns -1 behind the last one. */
        int read(ByteBuffer into, long at) throws IOException;
    }

    private OpenFile(String name, Source source, long size) {
        this.name = name;
        this.source = source;
        this.size = size;
    }

    /**
     * Opens a regular file.
     *
     * @throws UncheckedIOException if there is none, or it may not be read
     */
    static OpenFile open(Path path) {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                String kind = Files.isDirectory(path) ? "is a folder" : "is a device or a pipe";
                throw new FileSystemException(path.toString(), null, kind + "; a file was expected");
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new OpenFile(path.toString(), new OnDisk(channel), channel.size());
        } catch (IOException e) {
            throw MachineFailure.cannotRead(path, e);
        }
    }

    /** A file that is in memory already; the bytes are not copied. */
    static OpenFile of(String name, byte[] bytes) {
        return new OpenFile(name, new InMemory(bytes), bytes.length);
    }

    private record OnDisk(FileChannel channel) implements Source {
        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            return channel.read(into, at);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record InMemory(byte[] bytes) implements Source {
        @Override
        public int read(ByteBuffer into, long at) {
            int count = Math.min(into.remaining(), bytes.length - (int) at);
            into.put(bytes, (int) at, count);
            return count;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    long size() {
        return size;
    }

    CorruptFileException corrupt(String section, long offset, String reason) {
        return new CorruptFileException(name, section, offset, reason);
    }

    /** Reads {@code count} bytes, which are allocated only when the file has them. */
    byte[] read(String section, long offset, long count) {
        if (offset < 0 || count < 0 || count > size - offset) {
            throw corrupt(
                    section,
                    Math.max(0, Math.min(offset, size)),
                    "needs " + count + " bytes here, but the file has " + size + " in all");
        }
        if (count > Integer.MAX_VALUE - 8) {
            throw corrupt(section, offset, count + " bytes are more than can be read at once");
        }
        byte[] bytes = new byte[(int) count];
        read(section, offset, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** Fills a buffer from the file. */
    void read(String section, long offset, ByteBuffer into) {
        long at = offset;
        try {
            while (into.hasRemaining()) {
                int n = source.read(into, at);
                if (n < 0) {
                    throw corrupt(section, at, "the file became shorter while it was read");
                }
                at += n;
            }
        } catch (IOException e) {
            throw MachineFailure.cannotRead(name, e);
        }
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + name + ": " + e, e);
        }
    }
}
