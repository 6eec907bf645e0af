package io.hourglass.network;

import java.util.List;

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
    public Kernel kernel(Site site) {
        return new Products(this, site);
    }

    private static final class Products implements Kernel {
        private final PatchProducts products;
        private final FilterBias b;
        private final FilterBias none;

        Products(Conv2d layer, Site site) {
            Patches places = Patches.of(layer.window, site.input());
            this.products = new PatchProducts(site, places, layer.filters, false, layer.operations(site.input()));
            this.b = FilterBias.of(site, layer.bias, layer.filters);
            this.none = FilterBias.none(site.input().last());
        }

        @Override
        public void load(float[] weights, float[] state) {
            products.load(weights);
            b.load(weights);
        }

        /** y[position] = b + patch(x, position) · W. */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            products.toPositions(x, b, y, rows);
        }

        /** dW += Σ patchᵀ · dy over positions and images in order, db += Σ dy, dx = Σ dy · Wᵀ back into the patches' places. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            products.addGradient(x, dy, rows, gradient);
            b.gradient(dy, rows, gradient);
            if (dx != null) {
                products.toImages(dy, none, dx, rows);
            }
        }
    }
}
