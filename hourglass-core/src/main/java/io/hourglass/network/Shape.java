package io.hourglass.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of one row: {@code [784]} for a vector, {@code [28, 28, 1]} for an image (height, width, channels; channels last).
 *
 * @param dimensions one to four sizes, each at least 1
 */
public record Shape(List<Integer> dimensions) {
    public Shape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty() || dimensions.size() > 4) {
            throw new IllegalArgumentException("a shape has one to four dimensions, got " + dimensions);
        }
        long size = 1;
        for (int dimension : dimensions) {
            if (dimension < 1) {
                throw new IllegalArgumentException("every dimension must be at least 1, got " + dimensions);
            }
            size = Math.min(size * dimension, 1L << 40);
        }
        if (size > 1 << 28) {
            throw new IllegalArgumentException("a row may hold at most 2^28 values, got " + dimensions);
        }
    }

    /** A shape from its sizes, for instance {@code Shape.of(28, 28, 1)}. */
    public static Shape of(int... dimensions) {
        List<Integer> sizes = new ArrayList<>(dimensions.length);
        for (int dimension : dimensions) {
            sizes.add(dimension);
        }
        return new Shape(sizes);
    }

    /** The number of values in a row. */
    public int size() {
        int size = 1;
        for (int dimension : dimensions) {
            size *= dimension;
        }
        return size;
    }

    /** The size of the last dimension: the features of a vector, the channels of an image. */
    public int last() {
        return dimensions.get(dimensions.size() - 1);
    }

    /** How many vectors of {@link #last()} values a row holds: 1 for a vector, height × width for an image. */
    public int positions() {
        return size() / last();
    }

    /** The dimension at a place, counted from 0. */
    public int at(int place) {
        return dimensions.get(place);
    }

    @Override
    public String toString() {
        return dimensions.toString();
    }
}
