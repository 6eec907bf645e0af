package io.hourglass.network;

import io.hourglass.kernel.RowProduct;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A two-dimensional convolution (cross-correlation, as everywhere in the field) over rows of shape [height, width, channels]: each
 * output position is the product of its patch with the kernel, stored as [kernel height · kernel width · channels][filters].
 *
 * @param filters the channels of the output
 * @param window what each position sees
 * @param bias whether a bias is added to each filter
 * @param initializer how the kernel is filled before training; the bias starts at zero
 */
public record Conv2d(int filters, Window window, boolean bias, Initializer initializer) implements Layer {
    public Conv2d {
        if (filters < 1) {
            throw new IllegalArgumentException("a convolution needs at least 1 filter, got " + filters);
        }
    }

    /** A convolution with a square kernel and a bias, zeros around the image. */
    public static Conv2d of(int filters, int size, int stride) {
        return new Conv2d(filters, Window.square(size, stride, Padding.SAME), true, new Initializer.GlorotUniform());
    }

    /** A convolution over series, as rows of shape [1, steps, channels]. */
    public static Conv2d along(int filters, int size, int stride) {
        return new Conv2d(filters, Window.along(size, stride, Padding.SAME), true, new Initializer.GlorotUniform());
    }

    @Override
    public Shape output(Shape input) {
        return window.positions(input, filters);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        int patch = Math.multiplyExact(window.places(), input.last());
        int fanOut = Math.multiplyExact(window.places(), filters);
        Parameter kernel = new Parameter("kernel", patch, filters, patch, fanOut, initializer);
        return bias ? List.of(kernel, Parameter.vector("bias", filters, Initializer.zeros())) : List.of(kernel);
    }

    @Override
    public double operations(Shape input) {
        return 2.0 * window.places() * input.last() * output(input).size();
    }

    @Override
    public Optional<Reach> reach(Reach below) {
        return window.isSquare() ? Optional.of(below.through(window)) : Optional.empty();
    }

    @Override
    public Kernel kernel(Site site) {
        return new Products(this, site);
    }

    /** Works image by image on its patches as rows: [positions][patch]. */
    private static final class Products implements Kernel {
        private final Conv2d layer;
        private final Site site;
        private final Patches places;
        private final float[][] w;
        private final float[][] transposed;
        private final FilterBias b;

        Products(Conv2d layer, Site site) {
            this.layer = layer;
            this.site = site;
            this.places = Patches.of(layer.window, site.input());
            this.w = new float[places.size()][layer.filters];
            this.transposed = new float[layer.filters][places.size()];
            this.b = FilterBias.of(site, layer.bias, layer.filters);
        }

        @Override
        public void load(float[] weights, float[] state) {
            for (int i = 0; i < w.length; i++) {
                System.arraycopy(weights, site.weight(0) + i * layer.filters, w[i], 0, layer.filters);
            }
            RowProduct.transpose(w, 0, w.length, transposed);
            b.load(weights);
        }

        /** y[position] = b + patch(x, position) · W. */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, layer.operations(site.input()), (from, to) -> {
                float[][] patches = new float[places.count()][w.length];
                float[][] sums = new float[places.count()][layer.filters];
                for (int r = from; r < to; r++) {
                    places.gather(x[r], patches);
                    b.spread(sums);
                    RowProduct.add(patches, w, sums, w.length, 0, sums.length);
                    Patches.join(sums, y[r]);
                }
            });
        }

        /** dW += Σ patchᵀ · dy over positions and images in order, db += Σ dy, dx = Σ dy · Wᵀ back into the patches' places. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            kernelGradient(x, dy, rows, gradient);
            b.gradient(dy, rows, gradient);
            if (dx == null) {
                return;
            }
            site.workers().run(rows, layer.operations(site.input()), (from, to) -> {
                float[][] above = new float[places.count()][layer.filters];
                float[][] patches = new float[places.count()][w.length];
                for (int r = from; r < to; r++) {
                    Patches.split(dy[r], above);
                    Patches.clear(patches);
                    RowProduct.add(above, transposed, patches, layer.filters, 0, above.length);
                    Arrays.fill(dx[r], 0f);
                    places.scatter(patches, dx[r]);
                }
            });
        }

        /** Threads share the rows of the kernel; each goes through the images in order. */
        private void kernelGradient(float[][] x, float[][] dy, int rows, float[] gradient) {
            site.workers().run(w.length, 2.0 * rows * dy[0].length, (from, to) -> {
                float[][] patches = new float[places.count()][w.length];
                float[][] columns = new float[to - from][places.count()];
                float[][] above = new float[places.count()][layer.filters];
                float[][] sums = new float[to - from][layer.filters];
                for (int r = 0; r < rows; r++) {
                    places.gather(x[r], patches);
                    for (int p = 0; p < patches.length; p++) {
                        for (int i = from; i < to; i++) {
                            columns[i - from][p] = patches[p][i];
                        }
                    }
                    Patches.split(dy[r], above);
                    RowProduct.add(columns, above, sums, above.length, 0, to - from);
                }
                for (int i = from; i < to; i++) {
                    for (int j = 0; j < layer.filters; j++) {
                        gradient[site.weight(0) + i * layer.filters + j] += sums[i - from][j];
                    }
                }
            });
        }
    }
}
