package io.hourglass.network;

import io.hourglass.kernel.RowProduct;
import java.util.List;
import java.util.Optional;

/**
 * A transposed convolution over rows of shape [height, width, channels]: every position of the input adds its product with the kernel
 * to the patch that a convolution with the same window would see there. Its output is strides times as high and wide with padding
 * {@link Padding#SAME}. The kernel is stored as [channels][kernel height · kernel width · filters] (Dumoulin and Visin, "A guide to
 * convolution arithmetic for deep learning", 2016, section 4).
 *
 * @param filters the channels of the output
 * @param window what each position of the input reaches; no stride longer than the window, which would leave holes
 * @param bias whether a bias is added to each filter
 * @param initializer how the kernel is filled before training; the bias starts at zero
 */
public record ConvTranspose2d(int filters, Window window, boolean bias, Initializer initializer) implements Layer {
    public ConvTranspose2d {
        if (filters < 1) {
            throw new IllegalArgumentException("a transposed convolution needs at least 1 filter, got " + filters);
        }
        requireNoHoles(window.vertical());
        requireNoHoles(window.horizontal());
    }

    private static void requireNoHoles(Window.Side side) {
        if (side.stride() > side.span()) {
            throw new IllegalArgumentException("a transposed convolution with a window of " + side.span()
                    + " and a stride of " + side.stride() + " would leave holes; the stride may be at most the window");
        }
    }

    /** A transposed convolution with a square kernel and a bias: an image {@code stride} times as high and wide. */
    public static ConvTranspose2d of(int filters, int size, int stride) {
        return new ConvTranspose2d(
                filters, Window.square(size, stride, Padding.SAME), true, new Initializer.GlorotUniform());
    }

    @Override
    public Shape output(Shape input) {
        return window.spread(input, filters);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        int patch = Math.multiplyExact(window.places(), filters);
        // of the positions that a window spans, one in so many strides reaches a value
        int fanIn = Math.max(1, Math.multiplyExact(window.places(), input.last()) / window.strides());
        Parameter kernel = new Parameter("kernel", input.last(), patch, fanIn, patch, initializer);
        return bias ? List.of(kernel, Parameter.vector("bias", filters, Initializer.zeros())) : List.of(kernel);
    }

    @Override
    public double operations(Shape input) {
        return 2.0 * window.places() * filters * input.size();
    }

    @Override
    public Optional<Reach> reach(Reach below) {
        return window.isSquare() ? Optional.of(below.spread(window)) : Optional.empty();
    }

    @Override
    public Kernel kernel(Site site) {
        return new Products(this, site);
    }

    /** Works image by image; patches are those of the output. */
    private static final class Products implements Kernel {
        private final ConvTranspose2d layer;
        private final Site site;
        private final Patches places;
        private final int channels;
        private final float[][] w;
        private final float[][] transposed;
        private final FilterBias b;

        Products(ConvTranspose2d layer, Site site) {
            this.layer = layer;
            this.site = site;
            this.channels = site.input().last();
            this.places = Patches.of(layer.window, layer.output(site.input()));
            this.w = new float[channels][places.size()];
            this.transposed = new float[places.size()][channels];
            this.b = FilterBias.of(site, layer.bias, layer.filters);
        }

        @Override
        public void load(float[] weights, float[] state) {
            for (int i = 0; i < channels; i++) {
                System.arraycopy(weights, site.weight(0) + i * places.size(), w[i], 0, places.size());
            }
            RowProduct.transpose(w, 0, channels, transposed);
            b.load(weights);
        }

        /** y = b, and y[patch of position] += x[position] · W. */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, layer.operations(site.input()), (from, to) -> {
                float[][] below = new float[places.count()][channels];
                float[][] patches = new float[places.count()][places.size()];
                for (int r = from; r < to; r++) {
                    Patches.split(x[r], below);
                    Patches.clear(patches);
                    RowProduct.add(below, w, patches, channels, 0, below.length);
                    b.spread(y[r]);
                    places.scatter(patches, y[r]);
                }
            });
        }

        /** dx[position] = patch(dy, position) · Wᵀ, dW += Σ xᵀ · patch(dy) over positions and images in order, db += Σ dy. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            kernelGradient(x, dy, rows, gradient);
            b.gradient(dy, rows, gradient);
            if (dx == null) {
                return;
            }
            site.workers().run(rows, layer.operations(site.input()), (from, to) -> {
                float[][] patches = new float[places.count()][places.size()];
                float[][] sums = new float[places.count()][channels];
                for (int r = from; r < to; r++) {
                    places.gather(dy[r], patches);
                    Patches.clear(sums);
                    RowProduct.add(patches, transposed, sums, places.size(), 0, sums.length);
                    Patches.join(sums, dx[r]);
                }
            });
        }

        /** Threads share the rows of the kernel; each goes through the images in order. */
        private void kernelGradient(float[][] x, float[][] dy, int rows, float[] gradient) {
            double operations = 2.0 * rows * places.count() * places.size();
            site.workers().run(channels, operations, (from, to) -> {
                float[][] patches = new float[places.count()][places.size()];
                float[][] columns = new float[to - from][places.count()];
                float[][] sums = new float[to - from][places.size()];
                for (int r = 0; r < rows; r++) {
                    places.gather(dy[r], patches);
                    for (int p = 0; p < places.count(); p++) {
                        for (int i = from; i < to; i++) {
                            columns[i - from][p] = x[r][p * channels + i];
                        }
                    }
                    RowProduct.add(columns, patches, sums, places.count(), 0, to - from);
                }
                for (int i = from; i < to; i++) {
                    for (int j = 0; j < places.size(); j++) {
                        gradient[site.weight(0) + i * places.size() + j] += sums[i - from][j];
                    }
                }
            });
        }
    }
}
