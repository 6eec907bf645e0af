package io.hourglass.file;

import java.util.Arrays;
import java.util.List;

/**
 * A named block of floats.
 *
 * @param name not empty, and not {@code __metadata__}, which safetensors keeps for itself
 * @param shape its sizes, the last one varying fastest; empty for a single value
 * @param values as many as the product of the shape; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; weights are too large to copy
public record Tensor(String name, List<Integer> shape, float[] values) {
    /** Checks the shape against the values. */
    public Tensor {
        if (name.isEmpty() || name.equals(Safetensors.METADATA)) {
            throw new IllegalArgumentException("a tensor's name is not empty and not " + Safetensors.METADATA);
        }
        shape = List.copyOf(shape);
        if (Safetensors.count(shape.stream().mapToLong(Integer::longValue).toArray()) != values.length) {
            throw new IllegalArgumentException("tensor " + JsonPlace.quote(name) + " has shape " + shape + " and "
                    + values.length + " values; the product of the shape is needed");
        }
    }

    /** A vector. */
    public static Tensor vector(String name, float[] values) {
        return new Tensor(name, List.of(values.length), values);
    }

    /** Whether names, shapes and the bits of all values are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor
                && name.equals(tensor.name)
                && shape.equals(tensor.shape)
                && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return name + shape;
    }
}
