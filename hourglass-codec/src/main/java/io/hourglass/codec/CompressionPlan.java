package io.hourglass.codec;

import io.hourglass.codec.archive.Origin;
import io.hourglass.codec.block.Effort;
import io.hourglass.pixel.PixelPredictor;
import java.util.Optional;

/**
 * How a table is compressed.
 *
 * @param effort 1 (fast) to 9 (small)
 * @param threads how many threads compute at once, at least 1; the result does not depend on it
 * @param bound how far off a number may be; empty for the same bytes
 * @param origin what the table was before it became text, to be kept beside it
 * @param predictor what was trained to predict the pixels of such images; it is kept in the archive
 */
public record CompressionPlan(
        int effort,
        int threads,
        Optional<ErrorBound> bound,
        Optional<Origin> origin,
        Optional<PixelPredictor> predictor) {
    /** Refuses what makes no sense. */
    public CompressionPlan {
        Effort.of(effort);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
    }

    /** Lossless, with the usual effort, on all processors. */
    public static CompressionPlan usual() {
        return new CompressionPlan(
                Effort.DEFAULT,
                Runtime.getRuntime().availableProcessors(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with another effort, 1 to 9. */
    public CompressionPlan withEffort(int other) {
        return new CompressionPlan(other, threads, bound, origin, predictor);
    }

    /** The same on so many threads. */
    public CompressionPlan withThreads(int other) {
        return new CompressionPlan(effort, other, bound, origin, predictor);
    }

    /** The same within a bound. */
    public CompressionPlan withBound(ErrorBound other) {
        return new CompressionPlan(effort, threads, Optional.of(other), origin, predictor);
    }

    /** The same for the text of what was another format. */
    public CompressionPlan withOrigin(Origin other) {
        return new CompressionPlan(effort, threads, bound, Optional.of(other), predictor);
    }

    /** The same for images whose pixels a trained model predicts. */
    public CompressionPlan withPredictor(PixelPredictor other) {
        return new CompressionPlan(effort, threads, bound, origin, Optional.of(other));
    }
}
