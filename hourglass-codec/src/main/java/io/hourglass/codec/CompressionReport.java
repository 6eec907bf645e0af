package io.hourglass.codec;

import java.util.List;

/**
 * What compressing came to.
 *
 * @param inputBytes the table's bytes
 * @param outputBytes the archive's bytes
 * @param records rows and other lines, without the line that names the columns
 * @param blocks blocks of the archive
 * @param maxError the greatest error of a number; 0 where the archive gives back the same bytes
 * @param columns what each column takes; empty if no block is a table
 */
public record CompressionReport(
        long inputBytes, long outputBytes, long records, long blocks, double maxError, List<ColumnSize> columns) {
    /** The same of a table that took so many bytes before it became text. */
    public CompressionReport ofInput(long bytes) {
        return new CompressionReport(bytes, outputBytes, records, blocks, maxError, columns);
    }

    /** Input bytes to one output byte. */
    public double ratio() {
        return outputBytes == 0 ? 0 : (double) inputBytes / outputBytes;
    }
}
