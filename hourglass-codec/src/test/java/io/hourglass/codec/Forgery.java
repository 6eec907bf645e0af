package io.hourglass.codec;

import io.hourglass.codec.archive.ArchiveHeader;
import io.hourglass.codec.archive.ArchiveWriter;
import io.hourglass.codec.block.BlockCodec;
import io.hourglass.codec.block.BlockKind;
import io.hourglass.codec.block.ColumnMeter;
import io.hourglass.codec.layout.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Archives with sound checksums around payloads that somebody made up. */
final class Forgery {
    private Forgery() {}

    /** An archive of one block of a kind that says it decodes to so many bytes. */
    static byte[] of(int kind, byte[] payload, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ArchiveWriter writer = new ArchiveWriter(
                    out,
                    new ArchiveHeader(
                            new Dialect((byte) ',', false, 3), new byte[0], Optional.empty(), Optional.empty()));
            writer.block(
                    new BlockCodec.Payload(BlockKind.of(kind), 1, payload, new ColumnMeter(3)), new byte[size], size);
            writer.finish();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
