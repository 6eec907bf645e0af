package io.hourglass.codec;

import io.hourglass.codec.archive.Origin;
import java.util.List;
import java.util.Optional;

/**
 * What decompressing came to.
 *
 * @param inputBytes the archive's bytes that were read
 * @param outputBytes the bytes written
 * @param records the rows and other lines written, without the line that names the columns
 * @param gaps what was left out because it was damaged
 * @param origin what the table was before it became text; empty if it always was
 */
public record DecompressionReport(
        long inputBytes, long outputBytes, long records, List<Gap> gaps, Optional<Origin> origin) {
    /** The same of a table that takes so many bytes in the format it was given back in. */
    public DecompressionReport ofOutput(long bytes) {
        return new DecompressionReport(inputBytes, bytes, records, gaps, origin);
    }

    /**
     * Damage that was passed over.
     *
     * @param offset where in the archive it begins
     * @param recordsBefore the records written before it
     * @param reason what was wrong
     */
    public record Gap(long offset, long recordsBefore, String reason) {}
}
