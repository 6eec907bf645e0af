package io.hourglass.codec;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an archive is decompressed.
 *
 * @param rows which rows, counted from 0 without the line that names the columns; empty for all
 * @param salvage whether damaged blocks are left out instead of ending it
 * @param maxOutput how many bytes may come out at most; empty for 64 times the archive's, but at least a gigabyte
 * @param threads how many threads decode at once, at least 1
 */
public record DecompressionPlan(Optional<RowSpan> rows, boolean salvage, OptionalLong maxOutput, int threads) {
    /** Refuses what makes no sense. */
    public DecompressionPlan {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        if (maxOutput.isPresent() && maxOutput.getAsLong() < 0) {
            throw new IllegalArgumentException(
                    "the most bytes to write must be at least 0, got " + maxOutput.getAsLong());
        }
    }

    /** All rows of a sound archive, on all processors. */
    public static DecompressionPlan usual() {
        return new DecompressionPlan(
                Optional.empty(),
                false,
                OptionalLong.empty(),
                Runtime.getRuntime().availableProcessors());
    }

    /** The same for some rows. */
    public DecompressionPlan withRows(RowSpan span) {
        return new DecompressionPlan(Optional.of(span), salvage, maxOutput, threads);
    }

    /** The same, leaving out what is damaged. */
    public DecompressionPlan salvaging() {
        return new DecompressionPlan(rows, true, maxOutput, threads);
    }

    /** The same with at most so many bytes written. */
    public DecompressionPlan withMaxOutput(long bytes) {
        return new DecompressionPlan(rows, salvage, OptionalLong.of(bytes), threads);
    }

    /** The same on so many threads. */
    public DecompressionPlan withThreads(int other) {
        return new DecompressionPlan(rows, salvage, maxOutput, other);
    }
}
