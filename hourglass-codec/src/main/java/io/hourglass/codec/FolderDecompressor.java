package io.hourglass.codec;

import io.hourglass.codec.archive.ArchiveReader;
import io.hourglass.codec.archive.BlockHeader;
import io.hourglass.codec.archive.Origin;
import io.hourglass.codec.picture.FileGroup;
import io.hourglass.codec.picture.GroupFiles;
import io.hourglass.error.CorruptFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * Gives back the files that {@link FolderCompressor} took. What is damaged is left out with all files that stand together with it, if the
 * plan salvages; rows of the plan are files.
 */
public final class FolderDecompressor {
    private final DecompressionPlan plan;

    /** Decompresses by a plan. */
    public FolderDecompressor(DecompressionPlan plan) {
        this.plan = plan;
    }

    /** Whether an archive holds the files of a folder. */
    public static boolean isFolder(ArchiveReader reader) {
        return reader.header()
                .origin()
                .filter(origin -> origin.format().equals(Origin.FOLDER))
                .isPresent();
    }

    /**
     * Decompresses an archive of which nothing but the header was read.
     *
     * @param folder where the files go; exists and is empty
     * @throws CorruptFileException if it is damaged and not salvaged, or holds more than the plan allows
     * @throws IOException if a file cannot be written
     */
    public DecompressionReport decompress(ArchiveReader reader, Path folder) throws IOException {
        ForkJoinPool pool = new ForkJoinPool(plan.threads());
        try {
            return new Run(reader, folder, pool).run();
        } finally {
            pool.shutdownNow();
        }
    }

    private record Piece(GroupFiles of, BlockDecoding.Task task) {}

    private final class Run {
        private final ArchiveReader reader;
        private final Path folder;
        private final BlockDecoding decoding;
        private final RowSpan rows = plan.rows().orElse(new RowSpan(0, Long.MAX_VALUE));
        private final Deque<Piece> open = new ArrayDeque<>();
        private final List<DecompressionReport.Gap> gaps = new ArrayList<>();
        private GroupFiles current;
        private int due;
        private boolean lost;
        private long next;
        private long written;
        private long files;

        Run(ArchiveReader reader, Path folder, ForkJoinPool pool) {
            this.reader = reader;
            this.folder = folder;
            decoding = new BlockDecoding(plan, reader, pool);
        }

        DecompressionReport run() throws IOException {
            boolean more = true;
            while (more) {
                try {
                    more = take();
                } catch (CorruptFileException damage) {
                    more = pass(damage) && reader.resume() >= 0;
                }
                while (!open.isEmpty() && (!more || open.size() >= decoding.atOnce())) {
                    give(open.remove());
                }
            }
            return new DecompressionReport(
                    reader.offset(),
                    written,
                    files,
                    List.copyOf(gaps),
                    reader.header().origin());
        }

        /** Takes one block; false behind the last. */
        private boolean take() throws IOException {
            BlockHeader block = reader.next();
            if (block == null || block.records() > 0) {
                if (due > 0 && !lost) {
                    throw reader.place().corrupt("blocks of files are missing before it");
                }
                due = 0;
            }
            if (block == null) {
                return false;
            }
            byte[] payload = reader.payload(block);
            if (block.records() > 0) {
                begin(block, payload);
                return true;
            }
            if (due == 0 && !lost) {
                throw reader.place().corrupt("a block that belongs to no file");
            }
            due -= lost ? 0 : 1;
            if (!lost && current.isWanted()) {
                open.add(new Piece(current, decoding.start(block, payload)));
            }
            return true;
        }

        private void begin(BlockHeader block, byte[] payload) throws IOException {
            long first = next;
            next += block.records();
            FileGroup group;
            try {
                group = FileGroup.of(decoding.finish(decoding.start(block, payload)));
            } catch (IllegalArgumentException e) {
                throw reader.place().corrupt(String.valueOf(e.getMessage()));
            }
            if (group.names().size() != block.records()) {
                throw reader.place()
                        .corrupt("it says " + block.records() + " files, and there are "
                                + group.names().size());
            }
            int size = block.records();
            current = new GroupFiles(folder, group, (int) Math.max(0, Math.min(size, rows.from() - first)), (int)
                    Math.max(0, Math.min(size, rows.to() - first)));
            due = group.pieces();
            lost = false;
            if (due == 0 && current.isWanted()) {
                give(current, new byte[0], reader.place());
            }
        }

        private void give(Piece piece) throws IOException {
            try {
                give(piece.of, decoding.finish(piece.task), piece.task.place());
            } catch (CorruptFileException damage) {
                piece.of.drop();
                pass(damage);
            }
        }

        private void give(GroupFiles group, byte[] bytes, ArchiveReader.Place place) throws IOException {
            try {
                group.write(bytes);
            } catch (IllegalArgumentException e) {
                throw place.corrupt(String.valueOf(e.getMessage()));
            }
            if (group.isComplete()) {
                written += group.bytes();
                files += group.count();
            }
        }

        /** Notes damage, with which all files that stand together are lost. */
        private boolean pass(CorruptFileException damage) throws IOException {
            if (!plan.salvage()) {
                throw damage;
            }
            if (current != null && due > 0) {
                current.drop();
            }
            lost = true;
            gaps.add(new DecompressionReport.Gap(damage.offset(), files, damage.getMessage()));
            return true;
        }
    }
}
