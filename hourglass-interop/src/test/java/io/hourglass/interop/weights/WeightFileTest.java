package io.hourglass.interop.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.Hourglass;
import io.hourglass.engine.Engines;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.file.Tensor;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.ModelSections;
import io.hourglass.use.Ensemble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

    @ParameterizedTest
    @ValueSource(strings = {"w.safetensors", "w.npz"})
    void theWeightsOfAllMembersComeBack(String name) throws IOException {
        Hourglass members = Hourglass.open(GOLDEN.resolve("members-v1.hg"));
        Path file = folder.resolve(name);
        WeightFile.of(file).write(members, file, false);
        List<Autoencoder> swapped = new ArrayList<>(members.ensemble().members());
        Collections.reverse(swapped);
        Hourglass back = WeightFile.of(file).read(file, members.with(new Ensemble(swapped)), Engines.java());
        for (int m = 0; m < 2; m++) {
            assertThat(back.ensemble().members().get(m).weights())
                    .isEqualTo(members.ensemble().members().get(m).weights())
                    .isNotEqualTo(swapped.get(m).weights());
        }
        assertThat(back.histories()).isEqualTo(members.histories());
    }

    @Test
    void weightsOfAnotherNumberOfMembersAreRefused() throws IOException {
        Hourglass members = Hourglass.open(GOLDEN.resolve("members-v1.hg"));
        Hourglass one = Hourglass.open(GOLDEN.resolve("model-v1.hg"));
        Path two = folder.resolve("two.safetensors");
        WeightFile.SAFETENSORS.write(members, two, false);
        assertThatThrownBy(() -> WeightFile.SAFETENSORS.read(two, one, Engines.java()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'member-2.");
        Path alone = folder.resolve("one.safetensors");
        WeightFile.SAFETENSORS.write(one, alone, false);
        assertThatThrownBy(() -> WeightFile.SAFETENSORS.read(alone, members, Engines.java()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is missing");
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
