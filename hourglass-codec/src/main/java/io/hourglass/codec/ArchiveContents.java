package io.hourglass.codec;

import io.hourglass.codec.archive.ArchiveReader;
import io.hourglass.codec.archive.BlockHeader;
import io.hourglass.codec.archive.Origin;
import io.hourglass.codec.block.BlockCodec;
import io.hourglass.codec.block.BlockKind;
import io.hourglass.codec.block.ColumnMeter;
import io.hourglass.codec.model.Predictor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in an archive.
 *
 * @param sizes what it decodes to and what it takes
 * @param records rows and other lines, without the line that names the columns
 * @param blocks how many blocks there are of each kind
 * @param columns the columns and what each takes, empty if no block is a table
 * @param origin what the table was before it became text; empty if it always was
 */
public record ArchiveContents(
        CompressionReport.Sizes sizes,
        long records,
        Map<BlockKind, Integer> blocks,
        List<ColumnSize> columns,
        Optional<Origin> origin) {

    /** What it decodes to. */
    public long inputBytes() {
        return sizes.input();
    }

    /** Its own bytes. */
    public long outputBytes() {
        return sizes.output();
    }

    /** What of its own bytes a trained model takes. */
    public long modelBytes() {
        return sizes.model();
    }

    /** By how many bytes each predictor made the cells of all columns smaller. */
    public Map<Predictor, Double> earned() {
        Map<Predictor, Double> sums = new EnumMap<>(Predictor.class);
        columns.forEach(
                column -> column.earned().forEach((predictor, bytes) -> sums.merge(predictor, bytes, Double::sum)));
        return sums;
    }

    /** The archive's bytes that belong to no column. */
    public double otherBytes() {
        return outputBytes() - columns.stream().mapToDouble(ColumnSize::bytes).sum();
    }

    /** Whether a file that begins with these bytes (eight or more) says that it is an archive. */
    public static boolean recognises(byte[] start) {
        return ArchiveReader.recognises(start);
    }

    /**
     * Reads a whole archive, decoding its tables to measure their columns, and what each predictor saved of them.
     *
     * @param name what errors call it
     * @param in the archive; not closed
     * @throws io.hourglass.error.CorruptFileException if it is damaged or none
     * @throws IOException what the stream throws
     */
    public static ArchiveContents of(String name, InputStream in) throws IOException {
        ArchiveReader reader = new ArchiveReader(name, in);
        List<String> names = reader.header().names();
        long input = reader.header().heading().length;
        long records = 0;
        Map<BlockKind, Integer> kinds = new EnumMap<>(BlockKind.class);
        ColumnSizes sizes = new ColumnSizes(names);
        for (BlockHeader block = reader.next(); block != null; block = reader.next()) {
            byte[] payload = reader.payload(block);
            input += block.size();
            records += block.records();
            kinds.merge(block.kind(), 1, Integer::sum);
            if (block.kind() == BlockKind.TABLE) {
                ColumnMeter meter = new ColumnMeter(names.size(), true);
                try {
                    BlockCodec.decode(block.kind(), payload, block.size(), Optional.empty(), meter, meter::tap);
                } catch (IllegalStateException e) {
                    throw reader.place().corrupt(String.valueOf(e.getMessage()));
                }
                sizes.add(meter);
            }
        }
        return new ArchiveContents(
                new CompressionReport.Sizes(input, reader.offset(), reader.modelLength()),
                records,
                Collections.unmodifiableMap(kinds),
                sizes.list(),
                reader.header().origin());
    }
}
