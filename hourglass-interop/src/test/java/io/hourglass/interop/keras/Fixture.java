package io.hourglass.interop.keras;

import io.hourglass.Hourglass;
import io.hourglass.engine.Engines;
import io.hourglass.file.Safetensors;
import io.hourglass.file.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Kept files that src/test/python/keras_fixtures.py wrote, with what numpy computed of them.
 *
 * @param x rows
 * @param code their codes
 * @param y what the model gives back
 */
record Fixture(Tensor x, Tensor code, Tensor y) {
    /** The expected values of a model. */
    static Fixture of(String name) throws IOException {
        List<Tensor> tensors = Safetensors.read(name, bytes(name + ".expected.safetensors"));
        return new Fixture(tensors.get(0), tensors.get(1), tensors.get(2));
    }

    static byte[] bytes(String file) throws IOException {
        try (InputStream in = Fixture.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    /** A kept file in a folder of the test's. */
    static Path copied(String file, Path folder) throws IOException {
        return Files.write(folder.resolve(file), bytes(file));
    }

    static Hourglass imported(Path file) throws IOException {
        return KerasImport.read(file).model(Optional.empty(), Optional.empty(), Engines.java());
    }
}
