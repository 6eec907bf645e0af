package io.hourglass.interop.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.Hourglass;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engines;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.CellLoss;
import io.hourglass.model.Autoencoder;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.use.Evaluation;
import io.hourglass.use.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KerasImportTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"dense.keras", "values.h5", "images.keras", "images.h5", "steps.keras", "steps.h5", "waves.keras"
            })
    void codesAndReconstructionsAreNumpys(String file) throws IOException {
        Fixture expected = Fixture.of(file.substring(0, file.indexOf('.')));
        Autoencoder model = Fixture.imported(Fixture.copied(file, folder)).autoencoder();
        assertThat(model.encode(expected.x().values()))
                .containsExactly(expected.code().values(), CLOSE);
        assertThat(model.reconstruct(expected.x().values()))
                .containsExactly(expected.y().values(), CLOSE);
    }

    @Test
    void evaluationAgreesWithNumpyAfterSavingAndOpening() throws IOException {
        Path saved = folder.resolve("m.hg");
        Fixture.imported(Fixture.copied("dense.keras", folder)).save(saved);
        Fixture expected = Fixture.of("dense");
        Evaluation evaluation = Hourglass.open(saved).evaluate(rows(expected));
        double squares = 0;
        double cross = 0;
        for (int i = 0; i < expected.x().values().length; i++) {
            double x = expected.x().values()[i];
            double y = expected.y().values()[i];
            squares += (x - y) * (x - y);
            cross -= x * Math.log(y) + (1 - x) * Math.log(1 - y);
        }
        int rows = expected.x().shape().get(0);
        assertThat(evaluation.squaredErrorPerRow()).isCloseTo(squares / rows, Offset.offset(1e-4));
        assertThat(evaluation.loss()).isCloseTo(cross / expected.x().values().length, Offset.offset(1e-5));
    }

    private Table rows(Fixture fixture) throws IOException {
        int width = fixture.x().shape().get(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < width; i++) {
            text.append(i == 0 ? "" : ",").append('x').append(i);
        }
        float[] values = fixture.x().values();
        for (int i = 0; i < values.length; i++) {
            text.append(i % width == 0 ? '\n' : ',').append(values[i]);
        }
        return DataSource.open(
                Files.writeString(folder.resolve("rows.csv"), text.append("\n")).toString(), SourceOptions.defaults());
    }

    @Test
    void theLossOfItsTrainingIsKept() throws IOException {
        Hourglass model = Fixture.imported(Fixture.copied("dense.keras", folder));
        assertThat(model.autoencoder().spec().loss())
                .isInstanceOfSatisfying(
                        CellLoss.class, loss -> assertThat(loss.numbers()).isInstanceOf(BinaryCrossEntropy.class));
    }

    @Test
    void rowsGiveNamesAndAThreshold() throws IOException {
        Fixture expected = Fixture.of("values");
        Table table = rows(expected);
        Hourglass model = KerasImport.read(Fixture.copied("values.h5", folder))
                .model(Optional.empty(), Optional.of(table), Engines.java());
        assertThat(model.schema().names()).isEqualTo(table.schema().names());
        assertThat(Threshold.contamination(0.01).in(model.scoreProfile())).isLessThan(1e6);
        try (Cursor scores = model.score(table).open()) {
            Batch batch = scores.next();
            assertThat(Arrays.stream(batch.numbers(1))).hasSize(5).allMatch(score -> score > 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"dense_1, 64", "dense_3, 64", "dense_2, 32"})
    void theCodeIsTheLayerAskedFor(String layer, int width) throws IOException {
        Autoencoder model = KerasImport.read(Fixture.copied("dense.keras", folder))
                .model(Optional.of(layer), Optional.empty(), Engines.java())
                .autoencoder();
        Fixture expected = Fixture.of("dense");
        assertThat(model.spec().codeWidth()).isEqualTo(width);
        assertThat(model.reconstruct(expected.x().values()))
                .containsExactly(expected.y().values(), CLOSE);
    }

    @Test
    void aNestedModelCanBeTheEncoder() throws IOException {
        Autoencoder model = KerasImport.read(Fixture.copied("images.h5", folder))
                .model(Optional.of("encoder"), Optional.empty(), Engines.java())
                .autoencoder();
        assertThat(model.encode(Fixture.of("images").x().values()))
                .containsExactly(Fixture.of("images").code().values(), CLOSE);
    }

    @Test
    void aCodeLayerThatIsNotThereIsTheCallersMistake() throws IOException {
        Path file = Fixture.copied("dense.keras", folder);
        assertThatThrownBy(
                        () -> KerasImport.read(file).model(Optional.of("bottleneck"), Optional.empty(), Engines.java()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'bottleneck'")
                .hasMessageContaining("dense_2");
        assertThatThrownBy(() -> KerasImport.read(file).model(Optional.of("dense_5"), Optional.empty(), Engines.java()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing comes after");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"class_name\": \"LSTM\" | \"class_name\": \"Attention\" | layer 'lstm' of class Attention",
                "\"go_backwards\": false | \"go_backwards\": true | go_backwards=True",
                "\"reset_after\": true | \"reset_after\": false | reset_after=False",
                "\"recurrent_activation\": \"sigmoid\" | \"recurrent_activation\": \"relu\" | must be sigmoid",
                "[null, 6, 3] | [null, null, 3] | of no fixed size",
                "\"n\": 6 | \"n\": 7 | no autoencoder"
            })
    void whatHasNoCounterpartIsNamed(String written, String instead, String words) throws IOException {
        Path file = Archive.of(Fixture.bytes("steps.keras"))
                .with("config.json", text -> text.replace(written, instead))
                .write(folder.resolve("other.keras"));
        assertThatThrownBy(() -> Fixture.imported(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("other.keras")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"relu6, RELU6", "mish, MISH", "softsign, SOFTSIGN", "swish, SILU"})
    void activationsAreKnownByKerasNames(String name, ActivationFunction function) throws IOException {
        Path file = Archive.of(Fixture.bytes("dense.keras"))
                .with(
                        "config.json",
                        text -> text.replace("\"activation\": \"relu\"", "\"activation\": \"" + name + "\""))
                .write(folder.resolve("named.keras"));
        assertThat(Fixture.imported(file).autoencoder().spec().encoder().layers())
                .contains(Activation.of(function));
    }

    @Test
    void aBranchIsNoChain() throws IOException {
        Path file = Archive.of(Fixture.bytes("images.keras"))
                .with(
                        "config.json",
                        text -> text.replace(
                                "[\"conv2d\", 0, 0]}}]",
                                "[\"conv2d\", 0, 0]}}, {\"keras_history\": [\"encoder_input\", 0, 0]}]"))
                .write(folder.resolve("branch.keras"));
        assertThatThrownBy(() -> Fixture.imported(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'batch_normalization' is fed 2 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense.keras", "images.keras", "values.h5", "steps.h5"})
    void aFileCutShortIsCorruptWhereverItIsCut(String name) throws IOException {
        byte[] whole = Fixture.bytes(name);
        for (int i = 0; i < 40; i++) {
            Path file = Files.write(
                    folder.resolve("cut" + name), Arrays.copyOf(whole, (int) ((long) whole.length * i / 40)));
            assertThatThrownBy(() -> Fixture.imported(file))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("cut" + name)
                    .hasMessageContaining("byte offset");
        }
    }

    @Test
    void aNameThatLeadsOutOfTheArchiveIsRefused() throws IOException {
        Path file =
                Archive.of(Fixture.bytes("steps.keras")).and("../evil.txt", "x").write(folder.resolve("evil.keras"));
        assertThatThrownBy(() -> Fixture.imported(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("../evil.txt");
    }

    @Test
    void aTensorLargerThanTheFileIsNotAllocated() throws IOException {
        Path file = Archive.of(Fixture.bytes("steps.keras"))
                .with("config.json", text -> text.replace("\"units\": 5", "\"units\": 500000000"))
                .write(folder.resolve("huge.keras"));
        assertThatThrownBy(() -> Fixture.imported(file))
                .isInstanceOfAny(CorruptFileException.class, DataException.class);
    }
}
