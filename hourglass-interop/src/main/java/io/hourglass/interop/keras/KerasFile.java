package io.hourglass.interop.keras;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hourglass.error.CorruptFileException;
import io.hourglass.file.JsonMappingException;
import io.hourglass.file.JsonText;
import io.hourglass.interop.archive.ForeignZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a file of Keras holds.
 *
 * @param source its name
 * @param model the description of the model: {@code class_name} and {@code config}
 * @param compiled how it was compiled, with the key {@code loss}; empty where nothing is said
 * @param weights the values of its layers
 * @param file what is to be closed
 */
record KerasFile(String source, JsonObject model, JsonObject compiled, Weights weights, Hdf5 file)
        implements AutoCloseable {
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.weights.h5";

    /** Opens a {@code .keras} archive or a whole model in HDF5, whatever it is called. */
    static KerasFile open(Path path) throws IOException {
        if (ForeignZip.is(path)) {
            return openArchive(path);
        }
        String name = path.toString();
        Hdf5 file = new Hdf5(name, ForeignZip.whole(path));
        String config = file.string("model_config");
        if (config == null) {
            file.close();
            throw new CorruptFileException(
                    name,
                    "model_config",
                    0,
                    "there is no description of a model: the file holds weights alone, or is not"
                            + " Keras'; save the whole model");
        }
        String training = file.string("training_config");
        JsonObject compiled = training == null ? new JsonObject() : object(name, "training_config", training);
        return new KerasFile(name, object(name, "model_config", config), compiled, new NamedWeights(file), file);
    }

    private static KerasFile openArchive(Path path) throws IOException {
        String name = path.toString();
        try (ForeignZip zip = ForeignZip.open(path)) {
            JsonObject model = object(name, CONFIG, new String(zip.read(CONFIG), StandardCharsets.UTF_8));
            Hdf5 file = new Hdf5(name + "!" + WEIGHTS, zip.read(WEIGHTS));
            JsonObject compiled = model.get("compile_config") instanceof JsonObject told ? told : new JsonObject();
            return new KerasFile(name, model, compiled, new WeightGroups(file), file);
        }
    }

    private static JsonObject object(String name, String section, String text) {
        try {
            JsonElement parsed = JsonText.parse(text);
            if (parsed instanceof JsonObject object) {
                return object;
            }
            throw new CorruptFileException(name, section, 0, "it is no JSON object");
        } catch (JsonMappingException e) {
            throw new CorruptFileException(name, section, e.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
