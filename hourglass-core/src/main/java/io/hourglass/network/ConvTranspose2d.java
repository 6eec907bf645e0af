package io.hourglass.network;

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
        Patches places = Patches.of(window, output(site.input()));
        return new PatchProducts(site, places, true, FilterBias.of(site, bias, filters), operations(site.input()));
    }
}
