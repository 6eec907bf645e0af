package io.hourglass.interop.keras;

import java.util.List;

/** The values of a model's layers. */
interface Weights {
    /**
     * One array of a layer.
     *
     * @param place the layer
     * @param index its number among the layer's arrays, in the order in which the layer makes them
     * @param role what it is, for instance {@code kernel}
     * @param shape the sizes that it must have
     * @throws io.hourglass.error.CorruptFileException if it is not there or of another shape
     */
    float[] read(Place place, int index, String role, List<Integer> shape);
}
