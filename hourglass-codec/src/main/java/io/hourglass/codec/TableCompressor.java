package io.hourglass.codec;

import io.hourglass.codec.archive.ArchiveHeader;
import io.hourglass.codec.archive.ArchiveReader;
import io.hourglass.codec.archive.ArchiveWriter;
import io.hourglass.codec.block.BlockCodec;
import io.hourglass.codec.block.Effort;
import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.Heading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Compresses a table of separated values to an archive that gives back the same bytes, in memory that does not depend on its
 * length: block after block of at most 16 MB, some at once. Every block is decoded again and compared before it is written.
 */
public final class TableCompressor {
    private static final int MOST_AT_ONCE = 4;

    private final CompressionPlan plan;

    /** Compresses by a plan. */
    public TableCompressor(CompressionPlan plan) {
        this.plan = plan;
    }

    private record Task(byte[] bytes, int length, ForkJoinTask<BlockCodec.Payload> payload) {}

    /**
     * Compresses all that {@code in} holds. Bytes that are no table are compressed too.
     *
     * @param in the table's bytes; not closed
     * @param out where the archive goes; flushed, not closed
     * @throws IOException what the streams throw
     */
    public CompressionReport compress(InputStream in, OutputStream out) throws IOException {
        ForkJoinPool pool = new ForkJoinPool(plan.threads());
        try {
            if (plan.bound().isEmpty()) {
                return compress(new BlockInput(in, BlockCodec.LARGEST), out, pool);
            }
            try (BoundedInput bounded = new BoundedInput(in, plan.bound().get());
                    InputStream moved = bounded.open()) {
                CompressionReport report = compress(new BlockInput(moved, BlockCodec.LARGEST), out, pool);
                return new CompressionReport(
                        bounded.length(),
                        report.outputBytes(),
                        report.records(),
                        report.blocks(),
                        bounded.maxError(),
                        report.columns());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private CompressionReport compress(BlockInput input, OutputStream out, ForkJoinPool pool) throws IOException {
        byte[] first = input.next();
        byte[] start = first == null ? new byte[0] : first;
        Dialect dialect = Dialect.of(start, start.length);
        Heading names = plan.origin().isPresent()
                ? Heading.first(start, start.length, dialect)
                : Heading.of(start, start.length, dialect);
        int heading = names.length();
        if (heading > ArchiveReader.LONGEST_HEADING) {
            heading = 0;
        }
        ArchiveWriter writer =
                new ArchiveWriter(out, new ArchiveHeader(dialect, Arrays.copyOf(start, heading), plan.origin()));
        long inputBytes = start.length;
        long records = 0;
        long blocks = 0;
        ColumnSizes sizes = new ColumnSizes(names.names());
        Deque<Task> open = new ArrayDeque<>();
        byte[] block = Arrays.copyOfRange(start, heading, start.length);
        while (block != null || !open.isEmpty()) {
            if (block != null && block.length > 0) {
                byte[] bytes = block;
                Effort effort = Effort.of(plan.effort());
                open.add(new Task(
                        bytes,
                        bytes.length,
                        pool.submit(() -> BlockCodec.encode(bytes, bytes.length, dialect, effort, pool))));
            }
            if (block != null) {
                block = input.next();
                inputBytes += block == null ? 0 : block.length;
            }
            if (!open.isEmpty() && (block == null || open.size() >= Math.min(plan.threads(), MOST_AT_ONCE))) {
                Task task = open.remove();
                BlockCodec.Payload payload = task.payload().join();
                writer.block(payload, task.bytes(), task.length());
                records += payload.records();
                sizes.add(payload.meter());
                blocks++;
            }
        }
        writer.finish();
        return new CompressionReport(inputBytes, writer.length(), records, blocks, 0, sizes.list());
    }
}
