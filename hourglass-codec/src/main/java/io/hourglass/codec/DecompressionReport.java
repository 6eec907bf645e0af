package io.hourglass.codec;

import java.util.List;

/**
 * What decompressing came to.
 *
 * @param inputBytes the archive's bytes that were read
 * @param outputBytes the bytes written
 * @param records the rows and other lines written, without the line that names the columns
 * @param gaps what was left out because it was damaged
 */
public record DecompressionReport(long inputBytes, long outputBytes, long records, List<Gap> gaps) {
    /**
     * Damage that was passed over.
     *
     * @param offset where in the archive it begins
     * @param recordsBefore the records written before it
     * @param reason what was wrong
     */
    public record Gap(long offset, long recordsBefore, String reason) {}
}
