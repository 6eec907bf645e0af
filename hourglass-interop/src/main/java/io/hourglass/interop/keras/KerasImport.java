package io.hourglass.interop.keras;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hourglass.file.Hashing;
import io.hourglass.interop.chain.Chain;
import io.hourglass.interop.chain.ImportedModel;
import io.hourglass.interop.chain.Link;
import io.hourglass.loss.ElementLoss;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads models that Keras 2 or 3 saved as {@code .keras} or as a whole model in HDF5. */
public final class KerasImport {
    private static final Map<String, String> LOSSES = Map.of(
            "mse", "mse",
            "meansquarederror", "mse",
            "mae", "mae",
            "meanabsoluteerror", "mae",
            "huber", "huber",
            "huberloss", "huber",
            "bce", "bce",
            "binarycrossentropy", "bce");

    private KerasImport() {}

    /**
     * Reads a file.
     *
     * @throws io.hourglass.error.DataException naming layer and class, if a layer has no counterpart
     * @throws io.hourglass.error.CorruptFileException if it is damaged, or no model of Keras
     */
    public static ImportedModel read(Path path) throws IOException {
        try (KerasFile file = KerasFile.open(path)) {
            Chain chain = new Nesting(file.source(), file.weights()).chain(file.model());
            return new ImportedModel(chain, loss(file.compiled().get("loss"), chain), Hashing.sha256(path));
        }
    }

    /** Cross-entropy where probabilities come out; squared error where nothing that is known is said. */
    private static ElementLoss loss(JsonElement written, Chain chain) {
        String known =
                LOSSES.getOrDefault(name(written).toLowerCase(Locale.ROOT).replace("_", ""), "mse");
        return ElementLoss.of(known.equals("bce") && !endsInSigmoid(chain) ? "mse" : known);
    }

    /** A name, or a loss as a class with its settings. */
    private static String name(JsonElement written) {
        if (written instanceof JsonObject object) {
            return name(object.get("class_name"));
        }
        return written != null && written.isJsonPrimitive() ? written.getAsString() : "";
    }

    private static boolean endsInSigmoid(Chain chain) {
        List<Link> links = chain.links();
        return !links.isEmpty()
                && links.get(links.size() - 1).layer() instanceof Activation last
                && last.function() == ActivationFunction.SIGMOID;
    }
}
