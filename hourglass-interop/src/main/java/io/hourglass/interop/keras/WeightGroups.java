package io.hourglass.interop.keras;

import java.util.List;

/**
 * The {@code model.weights.h5} of a {@code .keras} file: a group a layer, named by its class, with the arrays {@code vars/0}, {@code vars/1}…
 *
 * @param file the HDF5 file
 */
record WeightGroups(Hdf5 file) implements Weights {
    /** What holds the layers of a model in files of Keras 3, and in those that Keras 2.12 to 2.15 wrote. */
    private static final String LAYERS = "layers/";

    private static final String OLDER = "_layer_checkpoint_dependencies/";

    @Override
    public float[] read(Place place, int index, String role, List<Integer> shape) {
        String path = place.path() + "/vars/" + index;
        String older = path.replace(LAYERS, OLDER);
        return file.floats(file.has(path) || !file.has(older) ? path : older, shape);
    }
}
