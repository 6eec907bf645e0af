package io.hourglass.codec.model;

import io.hourglass.pixel.PixelPredictor;
import java.util.Optional;

/** What predicts the samples of images: more is slower, and not smaller, where there is less to learn from. */
enum PixelRecipe {
    /** Images of many pixels, in which the neighbours of a sample say all. */
    LARGE(new int[] {3, 4, 5, 7, 8, 10}, new int[] {7, 5, 6}, true, false),
    /** Small images, each place of which has its own statistics. */
    SMALL(new int[] {0, 1, 3, 7, 8, 9, 11, 13, 14}, new int[] {7, 4, 3}, true, true),
    /** Images that a predictor was trained on. */
    TRAINED(new int[] {0, 1, 3, 7, 9, 13}, new int[] {7, 3}, false, false);

    /** Images with longer sides are large. */
    static final int LONGEST_SMALL = 64;

    private final int[] contexts;
    private final int[] simple;
    private final boolean squares;
    private final boolean network;

    PixelRecipe(int[] contexts, int[] simple, boolean squares, boolean network) {
        this.contexts = contexts;
        this.simple = simple;
        this.squares = squares;
        this.network = network;
    }

    /** The one for images of a size. */
    static PixelRecipe of(int width, int height, Optional<PixelPredictor> predictor) {
        if (predictor.isPresent()) {
            return TRAINED;
        }
        return Math.max(width, height) > LONGEST_SMALL ? LARGE : SMALL;
    }

    /** The contexts of {@link PixelContexts} that are mixed. */
    int[] contexts() {
        return contexts;
    }

    /** The simple predictions of {@link PixelNeighbours} that are expectations. */
    int[] simple() {
        return simple;
    }

    /** Whether least squares are solved; there is a trained mean otherwise. */
    boolean hasSquares() {
        return squares;
    }

    /** Whether a network learns while coding. */
    boolean hasNetwork() {
        return network;
    }
}
