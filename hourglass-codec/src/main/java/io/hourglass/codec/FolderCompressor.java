package io.hourglass.codec;

import io.hourglass.codec.archive.ArchiveHeader;
import io.hourglass.codec.archive.ArchiveWriter;
import io.hourglass.codec.archive.Origin;
import io.hourglass.codec.archive.PredictorBytes;
import io.hourglass.codec.block.BlockCodec;
import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.ImageStart;
import io.hourglass.codec.picture.FileGroup;
import io.hourglass.codec.picture.GroupSamples;
import io.hourglass.codec.picture.PngChunks;
import io.hourglass.pixel.PixelPredictor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.Stream;

/**
 * Compresses the files of a folder. PNG files come back with the same samples and the same chunks beside them; where that would take more
 * bytes than the file, and for all other files, the same bytes do. A large image is coded in bands of rows; in memory are some bands, and the
 * code of the image until it is known to be smaller.
 */
public final class FolderCompressor {
    private static final int MOST_AT_ONCE = 4;
    /** Bytes of samples that are coded together. */
    private static final int USUAL_BAND = 1 << 22;

    /** Bytes of names and chunks that stand together. */
    private static final int LARGEST_ENTRY = 1 << 16;

    private final CompressionPlan plan;
    private final int most;

    /**
     * Compresses by a plan.
     *
     * @throws IllegalArgumentException if it has a bound or an origin, which are for tables
     */
    public FolderCompressor(CompressionPlan plan) {
        this(plan, USUAL_BAND);
    }

    /**
     * @param most bytes of samples that are coded together, where a row has no more
     */
    FolderCompressor(CompressionPlan plan, int most) {
        if (plan.bound().isPresent() || plan.origin().isPresent()) {
            throw new IllegalArgumentException("the files of a folder are compressed without loss and have no columns");
        }
        this.plan = plan;
        this.most = most;
    }

    /**
     * Compresses all files of a folder and of those in it, in the order of their names. Folders without files are left out.
     *
     * @param out where the archive goes; flushed, not closed
     * @throws IllegalArgumentException if a name cannot stand in an archive
     * @throws IOException if a file cannot be read, or what the stream throws
     */
    public CompressionReport compress(Path folder, OutputStream out) throws IOException {
        ForkJoinPool pool = new ForkJoinPool(plan.threads());
        try {
            return new Run(folder, out, pool).run();
        } finally {
            pool.shutdownNow();
        }
    }

    private record Coded(BlockCodec.Payload payload, long digest, int count) {}

    /** A group on its way, and the code of its pieces so far. */
    private static final class OpenGroup {
        private final FileGroup group;
        private final List<Path> files;
        private final List<Coded> coded = new ArrayList<>();
        private int pieces;
        private boolean damaged;

        OpenGroup(FileGroup group, List<Path> files) {
            this.group = group;
            this.files = files;
            pieces = group.pieces();
        }

        long bytes() {
            return group.bytes().length
                    + coded.stream()
                            .mapToLong(each -> each.payload().bytes().length + ArchiveWriter.BLOCK_HEADER)
                            .sum();
        }

        boolean isComplete() {
            return coded.size() == pieces;
        }
    }

    private record Piece(OpenGroup of, ForkJoinTask<Coded> task) {}

    private final class Run {
        private final Path folder;
        private final ForkJoinPool pool;
        private final ArchiveWriter writer;
        private final Optional<PixelPredictor> predictor = plan.predictor().map(PredictorBytes::rounded);
        private final Deque<OpenGroup> open = new ArrayDeque<>();
        private final Deque<Piece> waiting = new ArrayDeque<>();
        private final List<Path> files = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<PngChunks> chunks = new ArrayList<>();
        private long gathered;
        private long gatheredChunks;
        private long inputBytes;
        private long records;
        private long blocks;

        Run(Path folder, OutputStream out, ForkJoinPool pool) throws IOException {
            this.folder = folder;
            this.pool = pool;
            writer = new ArchiveWriter(
                    out,
                    new ArchiveHeader(
                            new Dialect((byte) ',', false, 1),
                            new byte[0],
                            Optional.of(new Origin(Origin.FOLDER, "")),
                            predictor));
        }

        CompressionReport run() throws IOException {
            List<Path> all;
            try (Stream<Path> walked = Files.walk(folder)) {
                all = walked.filter(path -> !Files.isDirectory(path)).sorted().toList();
            }
            for (Path file : all) {
                take(file);
            }
            flush();
            while (!waiting.isEmpty()) {
                settle();
            }
            writer.finish();
            CompressionReport.Sizes sizes =
                    new CompressionReport.Sizes(inputBytes, writer.length(), writer.modelLength());
            return new CompressionReport(sizes, records, blocks, 0, List.of());
        }

        private void take(Path file) throws IOException {
            String name = folder.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            inputBytes += Files.size(file);
            records++;
            Optional<PngChunks> found;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                found = PngChunks.of(in);
            }
            if (found.isEmpty()) {
                flush();
                open.add(new OpenGroup(new FileGroup(0, List.of(name), List.of()), List.of(file)));
                writeComplete();
                return;
            }
            ImageStart start = found.get().start().orElseThrow();
            long samples = (long) start.height() * start.rowBytes();
            long beside = (long) found.get().before().length + found.get().after().length + name.length();
            boolean joins = !chunks.isEmpty()
                    && chunks.get(0).start().orElseThrow().isLike(start)
                    && gathered + samples <= most
                    && gatheredChunks + beside <= LARGEST_ENTRY;
            if (!joins) {
                flush();
            }
            files.add(file);
            names.add(name);
            chunks.add(found.get());
            gathered += samples;
            gatheredChunks += beside;
        }

        /** Begins to code the images gathered so far. */
        private void flush() throws IOException {
            if (files.isEmpty()) {
                return;
            }
            ImageStart start = chunks.get(0).start().orElseThrow();
            boolean alone = files.size() == 1;
            int band = alone ? Math.min(start.height(), Math.max(1, most / start.rowBytes())) : start.height();
            int bands = alone ? (start.height() + band - 1) / band : 1;
            OpenGroup group = new OpenGroup(new FileGroup(bands, names, chunks), List.copyOf(files));
            open.add(group);
            try (GroupSamples samples = new GroupSamples(group.files, group.group)) {
                for (int piece = 0; piece < bands; piece++) {
                    int rows = Math.min(band, start.height() - piece * band);
                    byte[] bytes = samples.read(alone ? rows : start.height() * files.size());
                    submit(
                            group,
                            () -> coded(
                                    BlockCodec.encode(
                                            bytes, start.withHeight(rows), predictor.filter(start::isPredictedBy)),
                                    bytes));
                }
            } catch (IOException e) { // what its PNG files hold is damaged, so that they are kept as they are
                group.damaged = true;
                group.pieces = (int) waiting.stream()
                                .filter(piece -> piece.of == group)
                                .count()
                        + group.coded.size();
            }
            files.clear();
            names.clear();
            chunks.clear();
            gathered = 0;
            gatheredChunks = 0;
            writeComplete();
        }

        private static Coded coded(BlockCodec.Payload payload, byte[] bytes) {
            BlockCodec.Payload piece = new BlockCodec.Payload(payload.kind(), 0, payload.bytes(), payload.meter());
            return new Coded(piece, ArchiveWriter.digest(bytes, bytes.length), bytes.length);
        }

        private void submit(OpenGroup group, Callable<Coded> coding) throws IOException {
            waiting.add(new Piece(group, pool.submit(coding)));
            while (waiting.size() >= Math.min(plan.threads(), MOST_AT_ONCE) + 1) {
                settle();
            }
        }

        private void settle() throws IOException {
            Piece piece = waiting.remove();
            piece.of.coded.add(piece.task.join());
            writeComplete();
        }

        private void writeComplete() throws IOException {
            while (!open.isEmpty() && open.peek().isComplete()) {
                write(open.remove());
            }
        }

        private void write(OpenGroup group) throws IOException {
            long size = 0;
            for (Path file : group.files) {
                size += Files.size(file);
            }
            if (group.group.chunks().isEmpty() || group.damaged || group.bytes() > size) {
                for (int i = 0; i < group.files.size(); i++) {
                    writePlain(group.files.get(i), group.group.names().get(i));
                }
                return;
            }
            writeEntry(group.group);
            for (Coded coded : group.coded) {
                writer.block(coded.payload, coded.digest, coded.count);
            }
            blocks += group.coded.size();
        }

        private void writeEntry(FileGroup group) throws IOException {
            byte[] entry = group.bytes();
            writer.block(BlockCodec.simple(entry, entry.length, group.names().size(), 1), entry, entry.length);
            blocks++;
        }

        /** A file as its bytes. */
        private void writePlain(Path file, String name) throws IOException {
            int pieces = (int) ((Files.size(file) + BlockCodec.LARGEST - 1) / BlockCodec.LARGEST);
            writeEntry(new FileGroup(pieces, List.of(name), List.of()));
            try (InputStream in = Files.newInputStream(file)) {
                for (int piece = 0; piece < pieces; piece++) {
                    byte[] bytes = in.readNBytes(BlockCodec.LARGEST);
                    writer.block(BlockCodec.simple(bytes, bytes.length, 0, 1), bytes, bytes.length);
                }
            }
            blocks += pieces;
        }
    }
}
