package io.hourglass.interop.keras;

/**
 * Where the values of a layer are stored.
 *
 * @param path the layer's group in a {@code .weights.h5}, for instance {@code layers/functional/layers/conv2d}; its parts are named by
 *     class and number, not by the layer's name
 * @param group the layer of the outermost model that it is or lies within, by name: its group in a whole-model HDF5 file
 * @param name the layer's own name
 */
record Place(String path, String group, String name) {
    /** The part of a layer that holds its values: a recurrent layer's cell, the layer within a TimeDistributed. */
    Place inner(String part) {
        return new Place(path + "/" + part, group, name);
    }
}
