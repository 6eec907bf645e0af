package io.hourglass.bench.contest;

import java.util.Arrays;

/**
 * What leads from one shape of a network to the next: to half the height and width a convolution of {@value #HALVING} x
 * {@value #HALVING} values with stride 2 and one zero around the image; to twice the height and width every position repeated, then a
 * convolution of {@value #DOUBLING} x {@value #DOUBLING} with stride 1 and one zero around; else a dense layer over all values, in the
 * order height, width, channels.
 *
 * @param from a vector {n} or an image {height, width, channels}
 * @param to the same of what comes out
 */
public record Link(int[] from, int[] to) {
    /** The kernel's side where an image is halved. */
    public static final int HALVING = 4;
    /** The kernel's side where an image is doubled. */
    public static final int DOUBLING = 3;

    /** The values of a shape. */
    public static int values(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** The channels of an image, or the values of a vector. */
    public static int channels(int[] shape) {
        return shape[shape.length - 1];
    }

    /** Whether it is a convolution that halves an image. */
    public boolean isHalving() {
        return isImages() && from[0] == 2 * to[0] && from[1] == 2 * to[1];
    }

    /** Whether it doubles an image before a convolution. */
    public boolean isDoubling() {
        return isImages() && to[0] == 2 * from[0] && to[1] == 2 * from[1];
    }

    /** Whether it is a dense layer. */
    public boolean isDense() {
        return !isHalving() && !isDoubling();
    }

    private boolean isImages() {
        return from.length == 3 && to.length == 3;
    }

    /** The kernel's side; 1 of a dense layer. */
    public int side() {
        return isHalving() ? HALVING : isDoubling() ? DOUBLING : 1;
    }

    /** The inputs of a sum: the rows of the kernel. */
    public int inputs() {
        return isDense() ? values(from) : side() * side() * channels(from);
    }

    /** The columns of the kernel, and the values of the bias. */
    public int units() {
        return isDense() ? values(to) : channels(to);
    }

    /** How often a row meets the kernel. */
    public int positions() {
        return values(to) / units();
    }

    /** The weights of kernel and bias. */
    public int weights() {
        return (inputs() + 1) * units();
    }
}
