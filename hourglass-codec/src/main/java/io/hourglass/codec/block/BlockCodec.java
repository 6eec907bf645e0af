package io.hourglass.codec.block;

import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.BitReader;
import io.hourglass.codec.coder.BitWriter;
import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.Grid;
import io.hourglass.codec.model.TextModel;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
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
        byte[] zstd = zstd(bytes, length);
        Grid grid = Grid.of(bytes, length, dialect);
        int records = grid.records();
        Payload simple = zstd.length < length
                ? new Payload(BlockKind.ZSTD, records, zstd, new ColumnMeter(dialect.columns()))
                : new Payload(
                        BlockKind.STORED, records, Arrays.copyOf(bytes, length), new ColumnMeter(dialect.columns()));
        if (zstd.length >= HOPELESS * length) {
            return checked(simple, bytes, length, simple);
        }
        int oddBytes =
                grid.oddLines().stream().mapToInt(line -> line.bytes().length).sum();
        if (grid.rows() > 0 && oddBytes <= length / 4) {
            Payload table = table(grid, length, effort, pool);
            return table != null && table.bytes().length < simple.bytes().length
                    ? table
                    : checked(simple, bytes, length, simple);
        }
        Payload modelled = simple;
        if (effort.isPatient()) {
            modelled = new Payload(BlockKind.TEXT, records, text(bytes, length), new ColumnMeter(dialect.columns()));
        }
        return checked(modelled.bytes().length < simple.bytes().length ? modelled : simple, bytes, length, simple);
    }

    /** The columns' code, which was checked, or null if it would not decode. */
    private static Payload table(Grid grid, int length, Effort effort, ForkJoinPool pool) {
        ColumnMeter meter = new ColumnMeter(grid.dialect().columns());
        try {
            byte[] code = TableEncoder.encode(grid, length, effort, pool, meter);
            return new Payload(BlockKind.TABLE, grid.records(), code, meter);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static Payload checked(Payload payload, byte[] bytes, int length, Payload simple) {
        ColumnMeter meter = payload.meter();
        byte[] back = decode(payload.kind(), payload.bytes(), length, meter, meter::tap);
        if (Arrays.equals(back, 0, back.length, bytes, 0, length)) {
            return payload;
        }
        if (payload.kind() == simple.kind()) {
            throw new IllegalStateException(
                    "a block of kind " + payload.kind() + " does not decode to what was encoded");
        }
        return checked(simple, bytes, length, simple);
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
     * @param listener is told what a table is made of
     * @param tap sees all decisions of a code
     * @throws IllegalStateException if the payload makes no sense
     */
    public static byte[] decode(
            BlockKind kind, byte[] payload, int size, ColumnListener listener, UnaryOperator<BitCoder> tap) {
        try {
            return switch (kind) {
                case STORED -> payload;
                case ZSTD -> unzstd(payload, size);
                case TABLE -> TableDecoder.decode(tap.apply(new BitReader(payload, 0, payload.length)), size, listener);
                case TEXT ->
                    new TextModel(tap.apply(new BitReader(payload, 0, payload.length)), size).codeAll(null, size);
            };
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
