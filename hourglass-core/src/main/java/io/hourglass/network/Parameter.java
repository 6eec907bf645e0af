package io.hourglass.network;

import io.hourglass.math.RandomStream;

/**
 * A block of numbers that a layer owns: trained weights, or state such as BatchNorm's averages.
 *
 * @param name what it is within its layer, for instance {@code kernel} or {@code bias}
 * @param rows the rows of the matrix; inputs for a dense kernel, 1 for a vector
 * @param columns the columns of the matrix; units for a dense kernel
 * @param fanIn the inputs that enter one unit
 * @param fanOut the units that one input enters
 * @param initializer how it is filled before training
 */
public record Parameter(String name, int rows, int columns, int fanIn, int fanOut, Initializer initializer) {
    public Parameter {
        if ((long) rows * columns > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    name + " of " + rows + " x " + columns + " values is too large: at most 2^31 - 1 fit in a block");
        }
    }

    /** A vector of one value a feature. */
    public static Parameter vector(String name, int length, Initializer initializer) {
        return new Parameter(name, 1, length, length, length, initializer);
    }

    /** Fills its place in a block as it is before training. */
    public void fill(float[] block, int offset, RandomStream random) {
        initializer.fill(block, offset, fanIn, fanOut, rows, columns, random);
    }

    /** The same as one of a layer within a block: the layer's place in the block before its name. */
    Parameter within(int layer) {
        return new Parameter(layer + "." + name, rows, columns, fanIn, fanOut, initializer);
    }

    /** The number of values. */
    public int length() {
        return rows * columns;
    }
}
