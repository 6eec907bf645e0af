package io.hourglass.codec;

import io.hourglass.codec.archive.ArchiveReader;
import io.hourglass.codec.archive.BlockHeader;
import io.hourglass.codec.archive.Origin;
import io.hourglass.codec.layout.Grid;
import io.hourglass.codec.layout.ImageStart;
import io.hourglass.error.CorruptFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/**
 * Gives back what {@link TableCompressor} took, in memory that does not depend on its length. Blocks whose rows are not asked
 * for are not decoded. What a block decodes to is compared with its checksum before it is written.
 */
public final class TableDecompressor {
    private final DecompressionPlan plan;

    /** Decompresses by a plan. */
    public TableDecompressor(DecompressionPlan plan) {
        this.plan = plan;
    }

    /**
     * Decompresses an archive.
     *
     * @param name what errors call it
     * @param in the archive; not closed
     * @param out where the table goes; flushed, not closed. Nothing of a damaged block is written
     * @throws CorruptFileException if the archive is damaged and not salvaged, is none, or holds more than the plan allows
     * @throws IOException what the streams throw
     */
    public DecompressionReport decompress(String name, InputStream in, OutputStream out) throws IOException {
        return decompress(new ArchiveReader(name, in), out);
    }

    /** Decompresses an archive of which nothing but the header was read. */
    public DecompressionReport decompress(ArchiveReader reader, OutputStream out) throws IOException {
        ForkJoinPool pool = new ForkJoinPool(plan.threads());
        try {
            return new Run(reader, out, pool).run();
        } finally {
            pool.shutdownNow();
        }
    }

    /** A block that is being decoded. */
    private record Task(BlockDecoding.Task block, long firstRecord) {}

    private final class Run {
        private final ArchiveReader reader;
        private final OutputStream out;
        private final BlockDecoding decoding;
        private final RowSpan rows = plan.rows().orElse(new RowSpan(0, Long.MAX_VALUE));
        private final Optional<ImageStart> images;
        private final Deque<Task> open = new ArrayDeque<>();
        private final List<DecompressionReport.Gap> gaps = new ArrayList<>();
        private long written;
        private long records;
        private long next;

        Run(ArchiveReader reader, OutputStream out, ForkJoinPool pool) {
            this.reader = reader;
            images = reader.header()
                    .origin()
                    .filter(origin -> origin.format().equals(Origin.IMAGES))
                    .flatMap(origin -> ImageStart.of(reader.header().heading()));
            this.out = out;
            decoding = new BlockDecoding(plan, reader, pool);
        }

        DecompressionReport run() throws IOException {
            byte[] heading = heading();
            decoding.allow(heading.length, new ArchiveReader.Place(reader.name(), "header", 0));
            out.write(heading);
            written += heading.length;
            boolean more = true;
            while (more || !open.isEmpty()) {
                if (more) {
                    more = take();
                }
                if (!open.isEmpty() && (!more || open.size() >= decoding.atOnce())) {
                    give(open.remove());
                }
            }
            out.flush();
            return new DecompressionReport(
                    reader.offset(),
                    written,
                    records,
                    List.copyOf(gaps),
                    reader.header().origin());
        }

        private byte[] heading() {
            byte[] whole = reader.header().heading();
            if (images.isEmpty() || plan.rows().isEmpty()) {
                return whole;
            }
            long count = images.get().images();
            return images.get().withImages(Math.min(count, rows.to()) - Math.min(count, rows.from()));
        }

        /** Takes one block from the archive; false behind the last. */
        private boolean take() throws IOException {
            BlockHeader block = null;
            byte[] payload;
            try {
                block = reader.next();
                if (block == null) {
                    return false;
                }
                payload = reader.payload(block);
            } catch (CorruptFileException damage) {
                if (!plan.salvage()) {
                    throw damage;
                }
                while (!open.isEmpty()) {
                    give(open.remove());
                }
                gap(damage);
                if (block != null && images.isPresent()) {
                    long lost = next;
                    next += block.records();
                    if (isWanted(lost)) {
                        decoding.allow(block.size(), reader.place());
                        write(block, lost, new byte[block.size()]);
                    }
                }
                return reader.resume() >= 0;
            }
            long first = next;
            next += block.records();
            if (isWanted(first)) {
                open.add(new Task(decoding.start(block, payload), first));
            }
            return true;
        }

        /** Whether rows of the block that was read last, of which the first is given, shall come out. */
        private boolean isWanted(long first) {
            return first < rows.to() && next > rows.from();
        }

        private void gap(CorruptFileException damage) {
            gaps.add(new DecompressionReport.Gap(damage.offset(), records, damage.getMessage()));
        }

        private void give(Task task) throws IOException {
            byte[] bytes;
            try {
                bytes = decoding.finish(task.block());
            } catch (CorruptFileException damage) {
                if (!plan.salvage()) {
                    throw damage;
                }
                gap(damage);
                if (images.isEmpty()) {
                    return;
                }
                // images keep their places: those that are lost come out black
                bytes = new byte[task.block().header().size()];
            }
            write(task.block().header(), task.firstRecord(), bytes);
        }

        private void write(BlockHeader block, long firstRecord, byte[] bytes) throws IOException {
            int from = 0;
            int to = bytes.length;
            long count = block.records();
            if (firstRecord < rows.from() || firstRecord + count > rows.to()) {
                int first = (int) Math.max(0, rows.from() - firstRecord);
                int last = (int) Math.min(count, rows.to() - firstRecord);
                if (images.isPresent()) {
                    from = Math.min(to, first * images.get().imageBytes());
                    to = Math.min(to, last * images.get().imageBytes());
                } else {
                    Grid grid = Grid.of(bytes, bytes.length, reader.header().dialect());
                    from = grid.recordStart(Math.min(first, grid.records()));
                    to = grid.recordStart(Math.min(last, grid.records()));
                }
                count = (long) last - first;
            }
            out.write(bytes, from, to - from);
            written += to - from;
            records += count;
        }
    }
}
