package io.hourglass.codec;

import io.hourglass.codec.archive.ArchiveReader;
import io.hourglass.codec.archive.ArchiveWriter;
import io.hourglass.codec.archive.BlockHeader;
import io.hourglass.codec.block.BlockCodec;
import io.hourglass.codec.block.ColumnListener;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.UnaryOperator;

/** Decodes blocks of an archive, some at once, and no more bytes than its plan allows. */
final class BlockDecoding {
    private static final long USUAL_MOST = 1L << 30;
    private static final int USUAL_GROWTH = 64;
    private static final int MOST_AT_ONCE = 4;

    private final DecompressionPlan plan;
    private final ArchiveReader reader;
    private final ForkJoinPool pool;
    private long promised;

    BlockDecoding(DecompressionPlan plan, ArchiveReader reader, ForkJoinPool pool) {
        this.plan = plan;
        this.reader = reader;
        this.pool = pool;
    }

    /** A block that is being decoded. */
    record Task(BlockHeader header, ArchiveReader.Place place, ForkJoinTask<byte[]> bytes) {}

    /** How many blocks there should be at once. */
    int atOnce() {
        return Math.min(plan.threads(), MOST_AT_ONCE);
    }

    /**
     * Begins to decode the block that was read last.
     *
     * @throws io.hourglass.error.CorruptFileException if more would come out than may
     */
    Task start(BlockHeader block, byte[] payload) {
        allow(block.size(), reader.place());
        return new Task(block, reader.place(), pool.submit(() -> decode(block, payload)));
    }

    private byte[] decode(BlockHeader block, byte[] payload) {
        return BlockCodec.decode(
                block.kind(),
                payload,
                block.size(),
                reader.header().predictor(),
                ColumnListener.NONE,
                UnaryOperator.identity());
    }

    /**
     * What a block decodes to.
     *
     * @throws io.hourglass.error.CorruptFileException if that is not what was encoded
     */
    byte[] finish(Task task) {
        byte[] bytes;
        try {
            bytes = task.bytes().join();
        } catch (IllegalStateException e) {
            throw task.place().corrupt(String.valueOf(e.getMessage()));
        }
        long digest = ArchiveWriter.digest(bytes, bytes.length);
        if (bytes.length != task.header().size() || digest != task.header().digest()) {
            throw task.place().corrupt("the block does not decode to the bytes that its SHA-256 is of");
        }
        return bytes;
    }

    /** Counts bytes that will come out. */
    void allow(long bytes, ArchiveReader.Place place) {
        promised += bytes;
        long most = plan.maxOutput().orElse(Math.max(USUAL_MOST, USUAL_GROWTH * reader.offset()));
        if (promised > most) {
            throw place.corrupt("holds more than the " + most + " bytes that may come out; --max-output allows more");
        }
    }
}
