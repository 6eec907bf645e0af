package io.hourglass.training;

import io.hourglass.file.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows in a temporary file, which is gone when they are closed or the JVM ends. Rows that {@link RowOrder} takes in windows are read
 * in blocks, of which one window is kept in memory; fewer rows are read one by one, from the system's cache of files.
 */
final class FileRows implements AutoCloseable {
    private static final AtomicLong NEXT = new AtomicLong();
    private static final int BUFFER_BYTES = 1 << 20;
    /** Rows of one window are asked for, and at its end some of the next one. */
    private static final int MOST_BLOCKS = 2 * RowOrder.WINDOW_VALUES / RowOrder.BLOCK_VALUES;

    private final int width;
    private final int rowsPerBlock;
    private final long wholeValues;
    private final Path path;
    private final FileChannel channel;
    private final Map<Integer, float[]> blocks;
    private ByteBuffer buffer;
    private int count;
    private boolean written;

    /**
     * @param wholeValues up to so many values rows are read one by one
     */
    FileRows(int width, long wholeValues) {
        this.width = width;
        this.rowsPerBlock = RowOrder.rowsPerBlock(width);
        this.wholeValues = wholeValues;
        this.path = ScratchFolder.path().resolve("rows-" + NEXT.getAndIncrement() + ".floats");
        this.buffer = bytes(Math.max(BUFFER_BYTES, width * Float.BYTES));
        this.blocks = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, float[]> eldest) {
                return size() > MOST_BLOCKS;
            }
        };
        try {
            // Where the system can, the file loses its name at once, so that even a killed process leaves nothing.
            this.channel = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }

    /** Adds a row; not after one was read. */
    void add(float[] values, int offset) {
        if (buffer.remaining() < width * Float.BYTES) {
            flush();
        }
        buffer.asFloatBuffer().put(values, offset, width);
        buffer.position(buffer.position() + width * Float.BYTES);
        count = Math.incrementExact(count);
    }

    private void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw failure(e);
        }
        buffer.clear();
    }

    int count() {
        return count;
    }

    synchronized void copy(int row, float[] into, int offset) {
        if (!written) {
            flush();
            written = true;
            buffer = bytes(Math.max(rowsPerBlock, 1) * width * Float.BYTES);
        }
        if ((long) count * width <= wholeValues) {
            read(row, 1, into, offset);
            return;
        }
        float[] block = blocks.computeIfAbsent(row / rowsPerBlock, this::block);
        System.arraycopy(block, row % rowsPerBlock * width, into, offset, width);
    }

    private float[] block(int number) {
        int first = number * rowsPerBlock;
        int rows = Math.min(rowsPerBlock, count - first);
        float[] block = new float[rows * width];
        read(first, rows, block, 0);
        return block;
    }

    private void read(int first, int rows, float[] into, int offset) {
        buffer.clear().limit(rows * width * Float.BYTES);
        long start = (long) first * width * Float.BYTES;
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, start + buffer.position()) < 0) {
                    throw new IOException("the file has become shorter");
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
        buffer.flip();
        buffer.asFloatBuffer().get(into, offset, rows * width);
    }

    private UncheckedIOException failure(IOException e) {
        return new UncheckedIOException(
                "the prepared rows do not fit into memory, and the temporary file for them, " + path
                        + ", failed (another folder: -Djava.io.tmpdir=DIR; more memory: -Xmx): " + e.getMessage(),
                e);
    }

    @Override
    public void close() {
        blocks.clear();
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
