package io.hourglass.codec;

import io.hourglass.codec.block.BlockCodec;
import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.Grid;
import io.hourglass.codec.layout.Heading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A table whose numbers are moved within a bound to few different values. It is read twice: once into a temporary file while
 * the ranges of its columns are found, once from there.
 */
final class BoundedInput implements AutoCloseable {
    private static final int BLOCK = BlockCodec.LARGEST / 4;

    /** Of a file that has no name where the system allows it, so that a killed process leaves nothing. */
    private final FileChannel copy;

    private final Dialect dialect;
    private final int heading;
    private final NumberRange[] ranges;
    private long length;

    BoundedInput(InputStream in, ErrorBound bound) throws IOException {
        copy = FileChannel.open(
                Files.createTempFile("hourglass-", ".csv"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            OutputStream out = Channels.newOutputStream(copy);
            BlockInput blocks = new BlockInput(in, BLOCK);
            byte[] block = blocks.next();
            byte[] first = block == null ? new byte[0] : block;
            dialect = Dialect.of(first, first.length);
            heading = Heading.of(first, first.length, dialect).length();
            ranges = new NumberRange[dialect.columns()];
            Arrays.setAll(ranges, i -> new NumberRange());
            for (; block != null; block = blocks.next()) {
                out.write(block);
                see(block, length == 0 ? heading : 0);
                length += block.length;
            }
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
        for (NumberRange range : ranges) {
            range.bound(bound);
        }
    }

    private void see(byte[] block, int from) {
        byte[] bytes = from == 0 ? block : Arrays.copyOfRange(block, from, block.length);
        Grid grid = Grid.of(bytes, bytes.length, dialect);
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < ranges.length; column++) {
                BigDecimal number = number(grid, row, column);
                if (number != null) {
                    ranges[column].see(number);
                }
            }
        }
    }

    private static BigDecimal number(Grid grid, int row, int column) {
        int quotes = quotes(grid, row, column);
        return NumberRange.number(grid.bytes(), grid.start(row, column) + quotes, grid.end(row, column) - quotes);
    }

    private static int quotes(Grid grid, int row, int column) {
        int start = grid.start(row, column);
        int end = grid.end(row, column);
        return end - start >= 2 && grid.bytes()[start] == '"' && grid.bytes()[end - 1] == '"' ? 1 : 0;
    }

    /** The bytes of the table as it was. */
    long length() {
        return length;
    }

    /** The greatest error among all numbers that were read from {@link #open}. */
    double maxError() {
        return Arrays.stream(ranges).mapToDouble(NumberRange::maxError).max().orElse(0);
    }

    /** The table with its numbers moved. */
    InputStream open() throws IOException {
        InputStream file = Channels.newInputStream(copy.position(0));
        BlockInput blocks = new BlockInput(file, BLOCK);
        return new InputStream() {
            private byte[] bytes = new byte[0];
            private int at;
            private boolean begun;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                while (at == bytes.length) {
                    byte[] block = blocks.next();
                    if (block == null) {
                        return -1;
                    }
                    bytes = replaced(block, begun ? 0 : heading);
                    begun = true;
                    at = 0;
                }
                int copied = Math.min(count, bytes.length - at);
                System.arraycopy(bytes, at, into, from, copied);
                at += copied;
                return copied;
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    private byte[] replaced(byte[] block, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(block.length);
        out.write(block, 0, from);
        byte[] bytes = Arrays.copyOfRange(block, from, block.length);
        Grid grid = Grid.of(bytes, bytes.length, dialect);
        int done = 0;
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < ranges.length; column++) {
                if (!ranges[column].isWorthwhile()) {
                    continue;
                }
                BigDecimal number = number(grid, row, column);
                byte[] text = number == null ? null : ranges[column].replace(number);
                if (text != null) {
                    int quotes = quotes(grid, row, column);
                    int start = grid.start(row, column) + quotes;
                    out.write(bytes, done, start - done);
                    out.writeBytes(text);
                    done = grid.end(row, column) - quotes;
                }
            }
        }
        out.write(bytes, done, bytes.length - done);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        copy.close();
    }
}
