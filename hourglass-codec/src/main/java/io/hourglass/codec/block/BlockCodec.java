package io.hourglass.codec.block;

import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.BitReader;
import io.hourglass.codec.coder.BitWriter;
import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.Grid;
import io.hourglass.codec.layout.ImageStart;
import io.hourglass.codec.model.TextModel;
import io.hourglass.pixel.PixelPredictor;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Blocks of bytes to payloads and back: of several ways the one that comes out smallest. */
public final class BlockCodec {
    /** No block decodes to more bytes. */
    public static final int LARGEST = 1 << 24;

    /** Bytes that zstd hardly shortens are no table, and no text either. */
    private static final double HOPELESS = 0.985;

    private BlockCodec() {}

    /**
     * A block's payload.
     *
     * @param kind how it is stored
     * @param records rows of the dialect in it, and lines that are none
     * @param bytes the payload
     * @param meter what the columns of a table take
     */
    public record Payload(BlockKind kind, int records, byte[] bytes, ColumnMeter meter) {}

    /**
     * Encodes the first {@code length} bytes. A code of our models is decoded once before it is kept; one that gave back other bytes
     * (none is known to) would cost size, not data: the block is then stored the simple way.
     */
    public static Payload encode(byte[] bytes, int length, Dialect dialect, Effort effort, ForkJoinPool pool) {
        Grid grid = Grid.of(bytes, length, dialect);
        Payload simple = simple(bytes, length, grid.records(), dialect.columns());
        Payload modelled = simple;
        if (simple.bytes().length < HOPELESS * length) {
            modelled = modelled(grid, length, effort, pool).orElse(simple);
        }
        // what is of columns was read already, column by column
        Payload kept = modelled.bytes().length < simple.bytes().length ? modelled : simple;
        if (kept.kind() == BlockKind.TABLE || comesBack(kept, bytes, length, Optional.empty())) {
            return kept;
        }
        if (kept.kind() == simple.kind() || !comesBack(simple, bytes, length, Optional.empty())) {
            throw new IllegalStateException(
                    "a block of kind " + simple.kind() + " does not decode to what was encoded");
        }
        return simple;
    }

    /** Encodes images; what is behind the last whole one, if anything, is stored the simple way with all of the block. */
    public static Payload encode(byte[] images, ImageStart start, Optional<PixelPredictor> predictor) {
        int length = images.length;
        // what is left of an image that was cut off counts as one
        int records = (length + start.imageBytes() - 1) / start.imageBytes();
        Payload simple = simple(images, length, records, 1);
        if (length % start.imageBytes() != 0) {
            return simple;
        }
        byte[] code = ImageCode.encode(images, start, predictor);
        Payload modelled = new Payload(BlockKind.IMAGES, simple.records(), code, new ColumnMeter(1));
        return code.length < simple.bytes().length && comesBack(modelled, images, length, predictor)
                ? modelled
                : simple;
    }

    /** The first {@code length} bytes as they are, or by zstd where that is shorter. */
    public static Payload simple(byte[] bytes, int length, int records, int columns) {
        byte[] zstd = zstd(bytes, length);
        return zstd.length < length
                ? new Payload(BlockKind.ZSTD, records, zstd, new ColumnMeter(columns))
                : new Payload(BlockKind.STORED, records, Arrays.copyOf(bytes, length), new ColumnMeter(columns));
    }

    /** The code of columns, which comes back; of bytes that are no table the code of their text, if there is time. */
    private static Optional<Payload> modelled(Grid grid, int length, Effort effort, ForkJoinPool pool) {
        ColumnMeter meter = new ColumnMeter(grid.dialect().columns());
        int oddBytes =
                grid.oddLines().stream().mapToInt(line -> line.bytes().length).sum();
        if (grid.rows() > 0 && oddBytes <= length / 4) {
            return TableEncoder.encode(grid, length, effort, pool, meter)
                    .map(code -> new Payload(BlockKind.TABLE, grid.records(), code, meter));
        }
        return effort.isPatient()
                ? Optional.of(new Payload(BlockKind.TEXT, grid.records(), text(grid.bytes(), length), meter))
                : Optional.empty();
    }

    private static boolean comesBack(Payload payload, byte[] bytes, int length, Optional<PixelPredictor> predictor) {
        ColumnMeter meter = payload.meter();
        byte[] back;
        try {
            back = decode(payload.kind(), payload.bytes(), length, predictor, meter, meter::tap);
        } catch (IllegalStateException e) {
            return false;
        }
        return Arrays.equals(back, 0, back.length, bytes, 0, length);
    }

    private static byte[] zstd(byte[] bytes, int length) {
        ZstdCompressor compressor = new ZstdCompressor();
        byte[] out = new byte[compressor.maxCompressedLength(length)];
        return Arrays.copyOf(out, compressor.compress(bytes, 0, length, out, 0, out.length));
    }

    private static byte[] text(byte[] bytes, int length) {
        BitWriter writer = new BitWriter();
        new TextModel(writer, length).codeAll(bytes, length);
        return writer.finish();
    }

    /**
     * Decodes a payload.
     *
     * @param size the bytes it decodes to, at most {@link #LARGEST}
     * @param predictor the archive's, for images
     * @param listener is told what a table is made of
     * @param tap sees all decisions of a code
     * @throws IllegalStateException if the payload makes no sense
     */
    public static byte[] decode(
            BlockKind kind,
            byte[] payload,
            int size,
            Optional<PixelPredictor> predictor,
            ColumnListener listener,
            UnaryOperator<BitCoder> tap) {
        return sound(() -> switch (kind) {
            case STORED -> payload;
            case ZSTD -> unzstd(payload, size);
            case TABLE -> TableDecoder.decode(tap.apply(new BitReader(payload, 0, payload.length)), size, listener);
            case IMAGES -> ImageCode.decode(tap.apply(new BitReader(payload, 0, payload.length)), size, predictor);
            case TEXT -> new TextModel(tap.apply(new BitReader(payload, 0, payload.length)), size).codeAll(null, size);
        });
    }

    /**
     * What a code decodes to.
     *
     * @throws IllegalStateException if decoding fails, however it does: the code makes no sense
     */
    static byte[] sound(Supplier<byte[]> decoding) {
        try {
            return decoding.get();
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | ArithmeticException e) {
            throw new IllegalStateException("a payload makes no sense: " + e.getMessage(), e);
        }
    }

    private static byte[] unzstd(byte[] payload, int size) {
        try {
            if (ZstdDecompressor.getDecompressedSize(payload, 0, payload.length) != size) {
                throw new IllegalStateException("zstd says another size than the block");
            }
            byte[] out = new byte[size];
            int count = new ZstdDecompressor().decompress(payload, 0, payload.length, out, 0, size);
            return Arrays.copyOf(out, count);
        } catch (io.airlift.compress.MalformedInputException e) {
            throw new IllegalStateException("zstd: " + e.getMessage() + " at byte " + e.getOffset(), e);
        }
    }
}
