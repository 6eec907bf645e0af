package io.hourglass.use;

import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.network.Reach;
import io.hourglass.network.Shape;
import java.util.Optional;

/**
 * A model over a large image, tile by tile: tiles overlap by as far as an output sees, so that the image is the one that the whole would give.
 *
 * @param model over tiles
 * @param image the shape of images
 * @param tile the shape of a tile
 * @param margin what is cut off at each border of a tile within the image
 */
record ImageTiles(Autoencoder model, Shape image, Shape tile, int margin) {
    /** What a tile adds to the image in each direction. */
    private static final int CORE = 512;

    /** The tiles of an image; empty if it is no larger than one, or what an output sees is not bounded. */
    static Optional<ImageTiles> of(Autoencoder model, Shape image) {
        return of(model, image, CORE);
    }

    static Optional<ImageTiles> of(Autoencoder model, Shape image, int core) {
        AutoencoderSpec spec = model.spec();
        Optional<Reach> reach = spec.encoder().reach(Reach.START).flatMap(spec.decoder()::reach);
        if (reach.isEmpty() || core % reach.get().coarsest() != 0) {
            return Optional.empty();
        }
        int unit = reach.get().coarsest();
        int margin = (reach.get().radius() + unit - 1) / unit * unit;
        int height = Math.min(image.at(0), core + 2 * margin);
        int width = Math.min(image.at(1), core + 2 * margin);
        boolean aligned = image.at(0) % unit == 0 && image.at(1) % unit == 0;
        if (!aligned || (height == image.at(0) && width == image.at(1))) {
            return Optional.empty();
        }
        Shape tile = Shape.of(height, width, image.last());
        try {
            return Optional.of(new ImageTiles(model.resized(tile), image, tile, margin));
        } catch (IllegalArgumentException onlyWhole) { // one whose last layer cuts a border off
            return Optional.empty();
        }
    }

    /** Reconstructs an image that starts at a place of an array into the same place of another. */
    void reconstruct(float[] images, int at, float[] made) {
        int down = tile.at(0) - 2 * margin;
        int right = tile.at(1) - 2 * margin;
        for (int top = 0; top < image.at(0); top += step(0, down)) {
            for (int left = 0; left < image.at(1); left += step(1, right)) {
                int y = start(0, top);
                int x = start(1, left);
                float[] rebuilt = model.reconstruct(cut(images, at, y, x));
                put(rebuilt, made, at, new Corner(y, x, top, left));
            }
        }
    }

    /** All of a side that one tile covers. */
    private int step(int side, int core) {
        return tile.at(side) == image.at(side) ? image.at(side) : core;
    }

    private int start(int side, int first) {
        return Math.max(0, Math.min(first - margin, image.at(side) - tile.at(side)));
    }

    private float[] cut(float[] images, int at, int y, int x) {
        float[] part = new float[tile.size()];
        int line = tile.at(1) * tile.last();
        for (int i = 0; i < tile.at(0); i++) {
            System.arraycopy(images, at + ((y + i) * image.at(1) + x) * image.last(), part, i * line, line);
        }
        return part;
    }

    /** Where a tile starts, and where what it adds does. */
    private record Corner(int y, int x, int top, int left) {}

    /** Puts what lies behind a tile's margins, to where the next tile starts to add; a later one replaces nothing that it has not seen. */
    private void put(float[] rebuilt, float[] made, int at, Corner corner) {
        int bottom = Math.min(image.at(0), corner.top + step(0, tile.at(0) - 2 * margin));
        int end = Math.min(image.at(1), corner.left + step(1, tile.at(1) - 2 * margin));
        int values = (end - corner.left) * image.last();
        for (int i = corner.top; i < bottom; i++) {
            int from = ((i - corner.y) * tile.at(1) + corner.left - corner.x) * tile.last();
            System.arraycopy(rebuilt, from, made, at + (i * image.at(1) + corner.left) * image.last(), values);
        }
    }
}
