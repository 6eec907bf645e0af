package io.hourglass.use;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.model.Autoencoder;
import io.hourglass.network.Shape;
import java.util.Optional;

/**
 * A model of convolutions alone over images of another size than it was trained on. A size that strides do not divide is enlarged by
 * repeating the last row and column of pixels, and what is made of them is cut off again.
 *
 * @param model over images of the enlarged size
 * @param image the size of the images
 * @param enlarged the size that the model gives back
 */
record OtherSize(Autoencoder model, ImageColumn image, Shape enlarged) {
    /** More than the product of any strides that leave something of an image to learn from. */
    private static final int MOST_ADDED = 64;
    /** Height, width and channels. */
    private static final int IMAGE = 3;

    /** The model over images of a size; empty if it has layers for its own size alone: its code is then no image. */
    static Optional<OtherSize> of(Autoencoder model, ImageColumn image) {
        if (model.spec().decoder().input().dimensions().size() < IMAGE) {
            return Optional
                    .empty(); // which could be enlarged to just its own size, and would be rebuilt as something else
        }
        for (int added = 0; added < MOST_ADDED; added++) {
            for (int down = 0;
                    down <= added;
                    down++) { // the fewest pixels first, in each direction as many as it takes
                Optional<OtherSize> found = enlarged(model, image, down, added);
                if (found.isEmpty()) {
                    found = enlarged(model, image, added, down);
                }
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<OtherSize> enlarged(Autoencoder model, ImageColumn image, int down, int right) {
        Shape shape = Shape.of(image.height() + down, image.width() + right, image.channels());
        try {
            return Optional.of(new OtherSize(model.resized(shape), image, shape));
        } catch (IllegalArgumentException notThis) {
            return Optional.empty();
        }
    }

    /** The same of another model of the same description. */
    OtherSize of(Autoencoder other) {
        return new OtherSize(other.resized(enlarged), image, enlarged);
    }

    /** Reconstructions of rows of images. */
    float[] reconstruct(float[] rows) {
        int count = rows.length / image.valuesPerRow();
        int own = image.width() * image.channels();
        int wide = enlarged.at(1) * image.channels();
        float[] larger = new float[Math.multiplyExact(count, enlarged.size())];
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < enlarged.at(0); i++) {
                int from = r * image.valuesPerRow() + Math.min(i, image.height() - 1) * own;
                int to = r * enlarged.size() + i * wide;
                System.arraycopy(rows, from, larger, to, own);
                for (int at = own; at < wide; at += image.channels()) {
                    System.arraycopy(rows, from + own - image.channels(), larger, to + at, image.channels());
                }
            }
        }
        float[] made = whole(larger, count);
        float[] cut = new float[rows.length];
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < image.height(); i++) {
                int from = r * enlarged.size() + i * wide;
                System.arraycopy(made, from, cut, r * image.valuesPerRow() + i * own, own);
            }
        }
        return cut;
    }

    /** Reconstructions of whole enlarged images; of large ones tile by tile, which is the same and takes less memory. */
    private float[] whole(float[] larger, int count) {
        Optional<ImageTiles> tiles = ImageTiles.of(model, enlarged);
        if (tiles.isEmpty()) {
            return model.reconstruct(larger);
        }
        float[] made = new float[larger.length];
        for (int r = 0; r < count; r++) {
            tiles.get().reconstruct(larger, r * enlarged.size(), made);
        }
        return made;
    }
}
