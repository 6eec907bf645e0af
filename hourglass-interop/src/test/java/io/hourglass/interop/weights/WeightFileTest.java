package io.hourglass.interop.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.Hourglass;
import io.hourglass.engine.Engines;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.file.Tensor;
import io.hourglass.model.ModelSections;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightFileTest {
    private static final Path GOLDEN = Path.of("../hourglass-data/src/test/resources/golden");

    @TempDir
    Path folder;

    private final Hourglass model = Hourglass.open(GOLDEN.resolve("numbers-v1.hg"));

    @ParameterizedTest
    @ValueSource(strings = {"w.safetensors", "w.npz"})
    void weightsComeBackBitByBit(String name) throws IOException {
        Path file = folder.resolve(name);
        WeightFile.of(file).write(model, file, false);
        Hourglass other = changed();
        assertThat(other.autoencoder().weights())
                .isNotEqualTo(model.autoencoder().weights());
        Hourglass back = WeightFile.of(file).read(file, other, Engines.java());
        assertThat(back.autoencoder().weights()).isEqualTo(model.autoencoder().weights());
        assertThat(back.autoencoder().state()).isEqualTo(model.autoencoder().state());
    }

    private Hourglass changed() throws IOException {
        List<Tensor> zeros = ModelSections.tensors(model.autoencoder()).stream()
                .map(tensor -> new Tensor(tensor.name(), tensor.shape(), new float[tensor.values().length]))
                .toList();
        Path file = folder.resolve("zeros.safetensors");
        WeightFile.SAFETENSORS.write(file, true, zeros);
        return WeightFile.SAFETENSORS.read(file, model, Engines.java());
    }

    /** numbers.npz was read and written anew by numpy: see numpy_arrays.py. */
    @Test
    void whatNumpyWroteIsRead() throws IOException {
        Path file = folder.resolve("numpy.npz");
        try (InputStream in = getClass().getResourceAsStream("numbers.npz")) {
            Files.copy(in, file);
        }
        Hourglass back = WeightFile.NPZ.read(file, changed(), Engines.java());
        assertThat(back.autoencoder().weights()).isEqualTo(model.autoencoder().weights());
    }

    @ParameterizedTest
    @ValueSource(strings = {"w.safetensors", "w.npz"})
    void weightsOfAnotherModelAreRefused(String name) throws IOException {
        Path file = folder.resolve(name);
        WeightFile.of(file).write(Hourglass.open(GOLDEN.resolve("slope-v1.hg")), file, false);
        assertThatThrownBy(() -> WeightFile.of(file).read(file, model, Engines.java()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("tensor 'encoder.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"w.safetensors", "w.npz"})
    void aFileCutShortIsCorrupt(String name) throws IOException {
        Path file = folder.resolve(name);
        WeightFile.of(file).write(model, file, false);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 20; i++) {
            Files.write(file, Arrays.copyOf(whole, whole.length * i / 20));
            assertThatThrownBy(() -> WeightFile.of(file).read(file, model, Engines.java()))
                    .isInstanceOf(CorruptFileException.class);
        }
    }
}
