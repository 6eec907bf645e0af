package io.hourglass.network;

import io.hourglass.kernel.RowProduct;

/**
 * The products of a convolution's kernel, image by image: between the patches of an image, as rows, and its positions. A convolution
 * goes from patches to positions and back with gradients, a transposed one the other way round.
 */
final class PatchProducts {
    private final Site site;
    private final Patches places;
    private final boolean transposed;
    private final double operations;
    /** The kernel as [patch][channels of a position] and as [channels of a position][patch]. */
    private final float[][] toPositions;

    private final float[][] toPatches;

    /**
     * @param places the patches of the image
     * @param channels those of a position
     * @param transposed whether the kernel is stored as [channels][patch], else as [patch][channels]
     * @param operations of a row's products
     */
    PatchProducts(Site site, Patches places, int channels, boolean transposed, double operations) {
        this.site = site;
        this.places = places;
        this.transposed = transposed;
        this.operations = operations;
        this.toPositions = new float[places.size()][channels];
        this.toPatches = new float[channels][places.size()];
    }

    void load(float[] weights) {
        float[][] stored = transposed ? toPatches : toPositions;
        float[][] other = transposed ? toPositions : toPatches;
        FlatBlock.read(weights, site.weight(0), stored);
        RowProduct.transpose(stored, 0, stored.length, other);
    }

    private float[][] emptyPatches() {
        return new float[places.count()][places.size()];
    }

    private float[][] emptyPositions() {
        return new float[places.count()][toPatches.length];
    }

    /** positions[p] = start + patch(image, p) · W. */
    void toPositions(float[][] images, FilterBias start, float[][] positions, int rows) {
        site.workers().run(rows, operations, (from, to) -> {
            float[][] patches = emptyPatches();
            float[][] sums = emptyPositions();
            for (int r = from; r < to; r++) {
                places.gather(images[r], patches);
                start.spread(sums);
                RowProduct.add(patches, toPositions, sums, patches[0].length, 0, sums.length);
                Patches.join(sums, positions[r]);
            }
        });
    }

    /** image = start, and image[patch of p] += positions[p] · Wᵀ. */
    void toImages(float[][] positions, FilterBias start, float[][] images, int rows) {
        site.workers().run(rows, operations, (from, to) -> {
            float[][] below = emptyPositions();
            float[][] patches = emptyPatches();
            for (int r = from; r < to; r++) {
                Patches.split(positions[r], below);
                Patches.clear(patches);
                RowProduct.add(below, toPatches, patches, below[0].length, 0, below.length);
                start.spread(images[r]);
                places.scatter(patches, images[r]);
            }
        });
    }

    /**
     * Adds the kernel's gradient, Σ patchᵀ · position or Σ positionᵀ · patch over positions and images in order. Threads share the rows
     * of the kernel; each goes through all images.
     */
    void addGradient(float[][] images, float[][] positions, int rows, float[] gradient) {
        int height = transposed ? toPatches.length : places.size();
        int width = transposed ? places.size() : toPatches.length;
        site.workers().run(height, 2.0 * rows * places.count() * width, (from, to) -> {
            float[][] patches = emptyPatches();
            float[][] split = emptyPositions();
            float[][] columns = new float[to - from][places.count()];
            float[][] sums = new float[to - from][width];
            for (int r = 0; r < rows; r++) {
                places.gather(images[r], patches);
                Patches.split(positions[r], split);
                RowProduct.transpose(transposed ? split : patches, 0, places.count(), from, columns);
                RowProduct.add(columns, transposed ? patches : split, sums, places.count(), 0, to - from);
            }
            for (int i = from; i < to; i++) {
                FlatBlock.add(gradient, site.weight(0) + i * width, sums[i - from]);
            }
        });
    }
}
