package io.hourglass.codec;

import io.hourglass.codec.archive.ArchiveHeader;
import io.hourglass.codec.archive.ArchiveReader;
import io.hourglass.codec.archive.ArchiveWriter;
import io.hourglass.codec.archive.Origin;
import io.hourglass.codec.archive.PredictorBytes;
import io.hourglass.codec.block.BlockCodec;
import io.hourglass.codec.block.Effort;
import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.Heading;
import io.hourglass.codec.layout.ImageStart;
import io.hourglass.pixel.PixelDesign;
import io.hourglass.pixel.PixelPredictor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;

/**
 * Compresses a table of separated values, or a file of images of one size, to an archive that gives back the same bytes, in memory that does not depend on its
 * length: block after block of at most 16 MB, some at once. Every block is decoded again and compared before it is written.
 */
public final class TableCompressor {
    private static final int MOST_AT_ONCE = 4;
    /** Bytes of images in a block: what learns while coding needs many, what was trained does not. */
    private static final int LEARNING_BLOCK = 1 << 22;

    private static final int PREDICTED_BLOCK = 1 << 20;

    private final CompressionPlan plan;

    /** Compresses by a plan. */
    public TableCompressor(CompressionPlan plan) {
        this.plan = plan;
    }

    private record Task(byte[] bytes, int length, ForkJoinTask<BlockCodec.Payload> payload) {}

    /**
     * Compresses all that {@code in} holds. Bytes that are neither table nor images are compressed too.
     *
     * @param in the table's bytes; not closed
     * @param out where the archive goes; flushed, not closed
     * @throws IOException what the streams throw
     */
    public CompressionReport compress(InputStream in, OutputStream out) throws IOException {
        ForkJoinPool pool = new ForkJoinPool(plan.threads());
        try {
            if (plan.bound().isEmpty()) {
                return compressExactly(in, out, pool);
            }
            try (BoundedInput bounded = new BoundedInput(in, plan.bound().get());
                    InputStream moved = bounded.open()) {
                CompressionReport report = compress(new BlockInput(moved, BlockCodec.LARGEST), out, pool);
                return report.ofInput(bounded.length()).within(bounded.maxError());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private CompressionReport compressExactly(InputStream in, OutputStream out, ForkJoinPool pool) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, ImageStart.LONGEST);
        Optional<ImageStart> images = plan.origin().isEmpty() ? imagesOf(buffered) : Optional.empty();
        if (images.isEmpty() && plan.predictor().isPresent()) {
            throw new IllegalArgumentException(
                    "a model predicts the pixels of images of one size, and this is no file of"
                            + " such images; leave the model out");
        }
        if (images.isEmpty()) {
            return compress(new BlockInput(buffered, BlockCodec.LARGEST), out, pool);
        }
        ImageStart start = images.get();
        buffered.skipNBytes(start.bytes().length);
        Optional<PixelPredictor> predictor = plan.predictor().map(PredictorBytes::rounded);
        predictor.ifPresent(each -> check(each, start));
        ArchiveHeader header = new ArchiveHeader(
                new Dialect((byte) ',', false, 1),
                start.bytes(),
                Optional.of(new Origin(Origin.IMAGES, "")),
                predictor);
        int most = predictor.isPresent() ? PREDICTED_BLOCK : LEARNING_BLOCK;
        BlockInput input = new BlockInput(buffered, Math.max(most, start.imageBytes()), start.imageBytes());
        Run run = new Run(
                input,
                new ArchiveWriter(out, header),
                new ColumnSizes(List.of("")),
                pool,
                bytes -> BlockCodec.encode(bytes, start, predictor));
        return run.compress(input.next(), start.bytes().length);
    }

    private static void check(PixelPredictor predictor, ImageStart start) {
        PixelDesign design = predictor.design();
        int channels = start.format().channels();
        if (!start.isPredictedBy(predictor)) {
            throw new IllegalArgumentException("the model predicts the pixels of images of " + design.height() + " x "
                    + design.width() + " x " + design.channels() + " with samples of 8 bits; these are of "
                    + start.height() + " x " + start.width() + " x " + channels + ", with samples of "
                    + 8 * start.format().bytes());
        }
    }

    /**
     * What a stream begins with, if that is images. Nothing is taken from it.
     *
     * @param in a stream that can go back by {@link ImageStart#LONGEST} bytes
     */
    public static Optional<ImageStart> imagesOf(InputStream in) throws IOException {
        in.mark(ImageStart.LONGEST);
        byte[] start = in.readNBytes(ImageStart.LONGEST);
        in.reset();
        return ImageStart.of(start);
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
        Effort effort = Effort.of(plan.effort());
        Run run = new Run(
                input,
                new ArchiveWriter(
                        out,
                        new ArchiveHeader(dialect, Arrays.copyOf(start, heading), plan.origin(), Optional.empty())),
                new ColumnSizes(names.names()),
                pool,
                bytes -> BlockCodec.encode(bytes, bytes.length, dialect, effort, pool));
        return run.compress(Arrays.copyOfRange(start, heading, start.length), heading);
    }

    /**
     * Blocks on their way to an archive.
     *
     * @param encoding the payload of a block's bytes
     */
    private record Run(
            BlockInput input,
            ArchiveWriter writer,
            ColumnSizes sizes,
            ForkJoinPool pool,
            Function<byte[], BlockCodec.Payload> encoding) {
        /** Compresses from a first block on, before which so many bytes stand. */
        CompressionReport compress(byte[] first, long before) throws IOException {
            int atOnce = Math.min(pool.getParallelism(), MOST_AT_ONCE);
            long inputBytes = before + (first == null ? 0 : first.length);
            long records = 0;
            long blocks = 0;
            Deque<Task> open = new ArrayDeque<>();
            byte[] block = first;
            while (block != null || !open.isEmpty()) {
                if (block != null && block.length > 0) {
                    byte[] bytes = block;
                    open.add(new Task(bytes, bytes.length, pool.submit(() -> encoding.apply(bytes))));
                }
                if (block != null) {
                    block = input.next();
                    inputBytes += block == null ? 0 : block.length;
                }
                if (!open.isEmpty() && (block == null || open.size() >= atOnce)) {
                    Task task = open.remove();
                    BlockCodec.Payload payload = task.payload().join();
                    writer.block(payload, task.bytes(), task.length());
                    records += payload.records();
                    sizes.add(payload.meter());
                    blocks++;
                }
            }
            writer.finish();
            CompressionReport.Sizes taken =
                    new CompressionReport.Sizes(inputBytes, writer.length(), writer.modelLength());
            return new CompressionReport(taken, records, blocks, 0, sizes.list());
        }
    }
}
