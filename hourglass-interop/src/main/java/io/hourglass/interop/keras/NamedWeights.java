package io.hourglass.interop.keras;

import java.util.Arrays;
import java.util.List;

/**
 * A whole model in one HDF5 file: under {@code model_weights} a group for each layer of the outermost model, whose attribute
 * {@code weight_names} tells the paths of its arrays. A nested model's arrays are in its group.
 *
 * @param file the HDF5 file
 */
record NamedWeights(Hdf5 file) implements Weights {
    private static final String ROOT = "model_weights/";

    @Override
    public float[] read(Place place, int index, String role, List<Integer> shape) {
        String group = ROOT + place.group();
        boolean nested = !place.group().equals(place.name());
        for (String path : file.strings(group, "weight_names")) {
            List<String> parts = Arrays.asList(path.split("/"));
            String last = parts.get(parts.size() - 1);
            boolean own = !nested || parts.subList(0, parts.size() - 1).contains(place.name());
            if (own && last.replaceFirst(":\\d+$", "").equals(role)) {
                return file.floats(group + "/" + path, shape);
            }
        }
        throw file.corrupt(group, "there is no array '" + role + "' of layer '" + place.name() + "'");
    }
}
