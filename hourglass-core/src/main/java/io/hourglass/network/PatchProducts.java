package io.hourglass.network;

import io.hourglass.kernel.RowProduct;

/**
 * The products of a convolution's kernel, image by image: between the patches of an image, as rows, and its positions. A convolution
 * goes from patches to positions and back with gradients, a transposed one the other way round.
 */
final class PatchProducts implements Kernel {
    private final Site site;
    private final Patches places;
    private final boolean transposed;
    private final FilterBias bias;
    /** What gradients of the input start from. */
    private final FilterBias none;

    private final double operations;
    /** The kernel as [patch][channels of a position] and as [channels of a position][patch]. */
    private final float[][] toPositions;

    private final float[][] toPatches;

    /**
     * @param places the patches of the image: of the input, or of the output of a transposed convolution
     * @param transposed whether the image is the output, and the kernel stored as [channels][patch]; else as [patch][channels]
     * @param operations of a row's products
     */
    PatchProducts(Site site, Patches places, boolean transposed, FilterBias bias, double operations) {
        this.site = site;
        this.places = places;
        this.transposed = transposed;
        this.bias = bias;
        this.none = FilterBias.none(site.input().last());
        this.operations = operations;
        int channels = (transposed ? none : bias).values().length;
        this.toPositions = new float[places.size()][channels];
        this.toPatches = new float[channels][places.size()];
    }

    @Override
    public void load(float[] weights, float[] state) {
        float[][] stored = transposed ? toPatches : toPositions;
        float[][] other = transposed ? toPositions : toPatches;
        FlatBlock.read(weights, site.weight(0), stored);
        RowProduct.transpose(stored, 0, stored.length, other);
        bias.load(weights);
    }

    /** y[position] = b + patch(x, position) · W; transposed y = b, and y[patch of position] += x[position] · W. */
    @Override
    public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
        if (transposed) {
            toImages(x, bias, y, rows);
        } else {
            toPositions(x, bias, y, rows);
        }
    }

    /** dW and db, and dx the way back: from positions into the places of patches, or from patches to positions. */
    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
        addGradient(transposed ? dy : x, transposed ? x : dy, rows, gradient);
        bias.gradient(dy, rows, gradient);
        if (dx != null && transposed) {
            toPositions(dy, none, dx, rows);
        } else if (dx != null) {
            toImages(dy, none, dx, rows);
        }
    }

    private float[][] emptyPatches() {
        return new float[places.count()][places.size()];
    }

    private float[][] emptyPositions() {
        return new float[places.count()][toPatches.length];
    }

    /** positions[p] = start + patch(image, p) · W. */
    private void toPositions(float[][] images, FilterBias start, float[][] positions, int rows) {
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
    private void toImages(float[][] positions, FilterBias start, float[][] images, int rows) {
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
    private void addGradient(float[][] images, float[][] positions, int rows, float[] gradient) {
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
