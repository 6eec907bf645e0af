package io.hourglass.interop.weights;

import io.hourglass.Hourglass;
import io.hourglass.engine.Engine;
import io.hourglass.error.DataException;
import io.hourglass.file.Safetensors;
import io.hourglass.file.Tensor;
import io.hourglass.model.ModelSections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The weights and the state of a model as a file for others, with the names of {@code docs/format/model.md}, such as {@code encoder.1.kernel}:
 * safetensors, or a NumPy archive.
 */
public enum WeightFile {
    /** One file of a JSON header and values. */
    SAFETENSORS {
        @Override
        void write(Path file, boolean replace, List<Tensor> tensors) {
            Safetensors.write(file, replace, tensors);
        }

        @Override
        List<Tensor> read(Path file) {
            return Safetensors.read(file);
        }
    },
    /** A ZIP archive of .npy files. */
    NPZ {
        @Override
        void write(Path file, boolean replace, List<Tensor> tensors) {
            Npz.write(file, replace, tensors);
        }

        @Override
        List<Tensor> read(Path file) throws IOException {
            return Npz.read(file);
        }
    };

    abstract void write(Path file, boolean replace, List<Tensor> tensors);

    abstract List<Tensor> read(Path file) throws IOException;

    /** Whether a file's name is that of weights. */
    public static boolean is(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".safetensors") || name.endsWith(".npz");
    }

    /** The kind of file that a name says. */
    public static WeightFile of(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".npz") ? NPZ : SAFETENSORS;
    }

    /** Writes the weights, then the state, whole or not at all. */
    public void write(Hourglass model, Path file, boolean replace) {
        write(file, replace, ModelSections.tensors(model.autoencoder()));
    }

    /**
     * A model with the weights and the state of a file.
     *
     * @param like the model whose networks, columns and thresholds are kept
     * @throws DataException if the file's arrays are not those of the model
     * @throws io.hourglass.error.CorruptFileException if the file is damaged
     */
    public Hourglass read(Path file, Hourglass like, Engine engine) throws IOException {
        List<Tensor> tensors = read(file);
        try {
            return like.with(ModelSections.with(like.autoencoder(), tensors, engine));
        } catch (IllegalArgumentException e) {
            throw new DataException(file + " does not fit the model: " + e.getMessage(), e);
        }
    }
}
