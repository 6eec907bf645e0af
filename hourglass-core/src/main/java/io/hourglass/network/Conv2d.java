package io.hourglass.network;

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
        Patches places = Patches.of(window, site.input());
        return new PatchProducts(site, places, false, FilterBias.of(site, bias, filters), operations(site.input()));
    }
}
