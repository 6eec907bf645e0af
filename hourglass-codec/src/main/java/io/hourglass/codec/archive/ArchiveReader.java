package io.hourglass.codec.archive;

import static io.hourglass.codec.archive.ArchiveWriter.BLOCK_MARK;
import static io.hourglass.codec.archive.ArchiveWriter.CARRIAGE_RETURN;
import static io.hourglass.codec.archive.ArchiveWriter.DIGEST_LENGTH;
import static io.hourglass.codec.archive.ArchiveWriter.MAGIC;
import static io.hourglass.codec.archive.ArchiveWriter.ORIGIN;
import static io.hourglass.codec.archive.ArchiveWriter.PREDICTOR;
import static io.hourglass.codec.archive.ArchiveWriter.TRAILER_MARK;

import io.hourglass.codec.block.BlockCodec;
import io.hourglass.codec.block.BlockKind;
import io.hourglass.codec.coder.BitReader;
import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.model.TextModel;
import io.hourglass.error.CorruptFileException;
import io.hourglass.pixel.PixelPredictor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads an archive from front to back. Every size is checked before anything is allocated for it: a block of at most 16 MB is
 * the largest.
 */
public final class ArchiveReader {
    /** No heading is longer. */
    public static final int LONGEST_HEADING = 1 << 22;

    private static final String FOREIGN = "a header that no archive has";

    private final ArchiveInput input;
    private final ArchiveHeader header;
    private long blocks;
    private long records;
    private long size;
    private long modelLength;
    private long blockOffset;
    private boolean ended;

    /**
     * Reads the header.
     *
     * @param name what errors call the archive
     * @param in the archive; read through a buffer here
     * @throws CorruptFileException if it is no archive, or its header is damaged
     */
    public ArchiveReader(String name, InputStream in) throws IOException {
        input = new ArchiveInput(name, in);
        for (int i = 0; i < MAGIC.length; i++) {
            int found = input.readOrEnd("header");
            if (found != (MAGIC[i] & 0xff)) {
                throw input.corrupt(
                        "header",
                        i,
                        i == MAGIC.length - 1 && found >= 0
                                ? "its format has version " + found + "; this program reads version 1"
                                : "is no archive of Hourglass");
            }
        }
        header = readHeader();
        size = header.heading().length;
    }

    /** What the first bytes of a file say: whether it is an archive. */
    public static boolean recognises(byte[] start) {
        return start.length >= MAGIC.length - 1
                && Arrays.equals(start, 0, MAGIC.length - 1, MAGIC, 0, MAGIC.length - 1);
    }

    private ArchiveHeader readHeader() throws IOException {
        byte delimiter = (byte) input.read("header");
        int flags = input.read("header");
        long columns = input.number("header");
        if (columns < 1 || columns > 1 << 14 || flags > (CARRIAGE_RETURN | ORIGIN | PREDICTOR)) {
            throw input.corrupt("header", input.offset(), FOREIGN);
        }
        Text heading = text(LONGEST_HEADING);
        Text origin = (flags & ORIGIN) != 0 ? text(Origin.LONGEST) : null;
        byte[] model = (flags & PREDICTOR) != 0 ? model() : null;
        input.check("header", 0);
        boolean carriageReturn = (flags & CARRIAGE_RETURN) != 0;
        return new ArchiveHeader(
                new Dialect(delimiter, carriageReturn, (int) columns),
                heading.decoded(),
                Optional.ofNullable(origin).map(this::origin),
                Optional.ofNullable(model).map(this::predictor));
    }

    private byte[] model() throws IOException {
        long length = input.number("header");
        if (length > PredictorBytes.LONGEST) {
            throw input.corrupt("header", input.offset(), FOREIGN);
        }
        modelLength = length;
        return input.read("header", (int) length);
    }

    private PixelPredictor predictor(byte[] model) {
        try {
            return PredictorBytes.read(model);
        } catch (IllegalArgumentException e) {
            throw input.corrupt("header", input.offset(), e.getMessage());
        }
    }

    /** The bytes that a trained model takes in the header. */
    public long modelLength() {
        return modelLength;
    }

    /** A text's code, which is decoded when its checksum was compared. */
    private record Text(byte[] code, int length) {
        byte[] decoded() {
            return new TextModel(new BitReader(code, 0, code.length), length).codeAll(null, length);
        }
    }

    private Text text(int longest) throws IOException {
        long length = input.number("header");
        long code = input.number("header");
        if (length > longest || code > longest) {
            throw input.corrupt("header", input.offset(), FOREIGN);
        }
        return new Text(input.read("header", (int) code), (int) length);
    }

    private Origin origin(Text text) {
        try {
            return Origin.parse(new String(text.decoded(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw input.corrupt("header", input.offset(), e.getMessage());
        }
    }

    /** What holds for the whole archive. */
    public ArchiveHeader header() {
        return header;
    }

    /**
     * Reads the next block's header, or null behind the last block, when the trailer was checked.
     *
     * @throws CorruptFileException if the archive is damaged or ends here
     */
    public BlockHeader next() throws IOException {
        if (ended) {
            return null;
        }
        input.startCheck();
        blockOffset = input.offset();
        String section = "block " + blocks;
        int mark = input.integer(section);
        if (mark == TRAILER_MARK) {
            trailer();
            return null;
        }
        if (mark != BLOCK_MARK) {
            throw input.corrupt(section, blockOffset, "neither a block nor the trailer begins here");
        }
        BlockHeader block = blockHeader(section);
        blocks++;
        records += block.records();
        size += block.size();
        return block;
    }

    private BlockHeader blockHeader(String section) throws IOException {
        BlockKind kind = BlockKind.of(input.read(section));
        long lines = input.number(section);
        long decoded = input.number(section);
        long length = input.number(section);
        int checksum = input.integer(section);
        long digest = input.longInteger(section);
        input.check(section, blockOffset);
        if (kind == null || decoded > BlockCodec.LARGEST || length > decoded || lines > decoded) {
            throw input.corrupt(section, blockOffset, "a block header that no archive has");
        }
        return new BlockHeader(kind, (int) lines, (int) decoded, (int) length, checksum, digest);
    }

    /**
     * Reads the payload of the block whose header was read last.
     *
     * @throws CorruptFileException if it is damaged or cut off
     */
    public byte[] payload(BlockHeader block) throws IOException {
        byte[] payload = input.read("block " + (blocks - 1), block.length());
        if (ArchiveWriter.checksum(payload, payload.length) != block.checksum()) {
            throw input.corrupt(
                    "block " + (blocks - 1), blockOffset, "the block is damaged: its CRC-32C does not match");
        }
        return payload;
    }

    private void trailer() throws IOException {
        long at = blockOffset;
        long saidBlocks = input.number("trailer");
        long saidRecords = input.number("trailer");
        long saidSize = input.number("trailer");
        byte[] expected = Arrays.copyOf(input.digest(), DIGEST_LENGTH);
        byte[] found = input.read("trailer", DIGEST_LENGTH);
        if (!Arrays.equals(found, expected)) {
            throw input.corrupt("trailer", at, "the archive is damaged: its bytes do not match its SHA-256");
        }
        if (saidBlocks != blocks || saidRecords != records || saidSize != size) {
            throw input.corrupt(
                    "trailer", at, "the archive is not whole: its trailer counts " + saidBlocks + " blocks");
        }
        if (input.readOrEnd("trailer") >= 0) {
            throw input.corrupt("trailer", input.offset() - 1, "bytes follow behind the end of the archive");
        }
        ended = true;
    }

    /**
     * Looks for the next mark of a block or the trailer behind damage.
     *
     * @return the bytes passed over, or -1 if there is no further mark
     */
    public long resume() throws IOException {
        return input.seek(blockOffset + 1, BLOCK_MARK, TRAILER_MARK);
    }

    /** What errors call the archive. */
    public String name() {
        return input.name();
    }

    /** Where the block that was read last begins. */
    public long blockOffset() {
        return blockOffset;
    }

    /** The bytes read so far. */
    public long offset() {
        return input.offset();
    }

    /** The block that was read last, for errors about it. */
    public Place place() {
        return new Place(input.name(), "block " + (blocks - 1), blockOffset);
    }

    /**
     * A part of the archive.
     *
     * @param archive what errors call the archive
     * @param section what they call the part
     * @param offset where it begins
     */
    public record Place(String archive, String section, long offset) {
        /** An error about this part. */
        public CorruptFileException corrupt(String reason) {
            return new CorruptFileException(archive, section, offset, reason);
        }
    }
}
