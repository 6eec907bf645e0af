package io.hourglass.codec.model;

import io.hourglass.pixel.PixelPredictor;
import java.util.List;
import java.util.Optional;

/**
 * What predicts the samples of images: more is slower, and not smaller, where there is less to learn from.
 *
 * @param contexts those of {@link PixelContexts} that are mixed
 * @param simple the simple predictions of {@link PixelNeighbours} that are expectations
 * @param squares whether least squares are solved; there is a trained mean otherwise
 * @param network whether a network learns while coding
 */
record PixelRecipe(List<Integer> contexts, List<Integer> simple, boolean squares, boolean network) {
    /** Images with longer sides are large. */
    static final int LONGEST_SMALL = 64;

    /** Images of many pixels, in which the neighbours of a sample say all. */
    private static final PixelRecipe LARGE = new PixelRecipe(List.of(3, 4, 5, 7, 8, 10), List.of(7, 5, 6), true, false);

    /** Small images, each place of which has its own statistics. */
    private static final PixelRecipe SMALL =
            new PixelRecipe(List.of(0, 1, 3, 7, 8, 9, 11, 13, 14), List.of(7, 4, 3), true, true);

    /** Images that a predictor was trained on. */
    private static final PixelRecipe TRAINED = new PixelRecipe(List.of(7), List.of(7), false, false);

    /** The one for images of a size. */
    static PixelRecipe of(int width, int height, Optional<PixelPredictor> predictor) {
        if (predictor.isPresent()) {
            return TRAINED;
        }
        return Math.max(width, height) > LONGEST_SMALL ? LARGE : SMALL;
    }
}
