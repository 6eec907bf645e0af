package io.hourglass.codec;

import java.util.List;

/**
 * What compressing came to.
 *
 * @param sizes what went in and came out
 * @param records rows and other lines, without the line that names the columns; or images
 * @param blocks blocks of the archive
 * @param maxError the greatest error of a number; 0 where the archive gives back the same bytes
 * @param columns what each column takes; empty if no block is a table
 */
public record CompressionReport(Sizes sizes, long records, long blocks, double maxError, List<ColumnSize> columns) {
    /**
     * Bytes of a compression.
     *
     * @param input the data's
     * @param output the archive's
     * @param model what of the archive's a trained model takes
     */
    public record Sizes(long input, long output, long model) {}

    /** The same of data that took so many bytes before it became text. */
    public CompressionReport ofInput(long bytes) {
        return new CompressionReport(new Sizes(bytes, sizes.output, sizes.model), records, blocks, maxError, columns);
    }

    /** The same with a greatest error. */
    CompressionReport within(double error) {
        return new CompressionReport(sizes, records, blocks, error, columns);
    }

    /** The bytes of the data. */
    public long inputBytes() {
        return sizes.input;
    }

    /** The bytes of the archive. */
    public long outputBytes() {
        return sizes.output;
    }

    /** What of the archive's bytes a trained model takes. */
    public long modelBytes() {
        return sizes.model;
    }

    /** Input bytes to one output byte. */
    public double ratio() {
        return sizes.output == 0 ? 0 : (double) sizes.input / sizes.output;
    }
}
