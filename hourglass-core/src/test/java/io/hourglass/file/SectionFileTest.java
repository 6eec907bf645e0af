package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import io.hourglass.error.CorruptFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionFileTest {
    @TempDir
    Path folder;

    private Path sample() {
        Path path = folder.resolve("m.hg");
        SectionFile.write(path, false, "model", SampleFile.sections());
        return path;
    }

    @Test
    void everythingWrittenIsReadBack() throws IOException {
        Path path = sample();
        try (SectionFile file = SectionFile.open(path)) {
            assertThat(file.kind()).isEqualTo("model");
            assertThat(file.version()).isEqualTo(1);
            assertThat(file.createdBy()).isEqualTo("Hourglass " + ProgramVersion.current());
            assertThat(file.names()).containsExactly("network.json", "weights.safetensors", "history.json");
            assertThat(file.record("network.json", SampleFile.Settings.class)).isEqualTo(SampleFile.SETTINGS);
            assertThat(file.tensors("weights.safetensors")).isEqualTo(SampleFile.TENSORS);
            assertThat(file.json("history.json")).isEqualTo(JsonText.parse("[]"));
            assertThat(file.bytes("history.json")).containsExactly('[', ']');
            assertThat(file.size("history.json")).isEqualTo(2);
            assertThat(file.has("state.safetensors")).isFalse();
            assertThat(file.fileSize()).isEqualTo(Files.size(path));
            assertThat(Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .endsWith(file.sha256());
        }
    }

    @Test
    void theSameContentGivesTheSameBytes() throws IOException {
        assertThat(Files.readAllBytes(sample()))
                .isEqualTo(SampleFile.bytes("model", SampleFile.sections()))
                .isNotEqualTo(SampleFile.bytes("checkpoint", SampleFile.sections()));
    }

    @Test
    void theGoldenFileIsReadAndWrittenAgainByteForByte() throws IOException {
        assertThat(SampleFile.readAll(SectionFile.open(SampleFile.GOLDEN))).isPositive();
        try (SectionFile file = SectionFile.open(SampleFile.GOLDEN)) {
            assertThat(file.createdBy()).isEqualTo("Hourglass 0.1.0");
            assertThat(file.record("network.json", SampleFile.Settings.class)).isEqualTo(SampleFile.SETTINGS);
            assertThat(file.tensors("weights.safetensors")).isEqualTo(SampleFile.TENSORS);
        }
        assertThat(SampleFile.bytes()).isEqualTo(Files.readAllBytes(SampleFile.GOLDEN));
    }

    @Test
    void anExistingFileIsReplacedOnlyWhenAsked() {
        Path path = sample();
        assertThatThrownBy(() -> SectionFile.write(path, false, "checkpoint", List.of()))
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
        SectionFile.write(path, true, "checkpoint", List.of());
        try (SectionFile file = SectionFile.open(path)) {
            assertThat(file.kind()).isEqualTo("checkpoint");
            assertThat(file.names()).isEmpty();
            file.requireKind("checkpoint");
            assertThatThrownBy(() -> file.requireKind("model"))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("is a checkpoint; a model was expected");
        }
    }

    @Test
    void whatTheMachineRefusesIsNotCalledCorrupt() {
        assertThatThrownBy(() -> SectionFile.open(folder.resolve("absent.hg")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessage("cannot read " + folder.resolve("absent.hg") + ": no such file");
        assertThatThrownBy(() -> SectionFile.open(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FileSystemException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void aMissingSectionIsNamedWithThoseThatExist() {
        try (SectionFile file = SectionFile.open(sample())) {
            var failure = catchThrowableOfType(CorruptFileException.class, () -> file.bytes("state.safetensors"));
            assertThat(failure).hasMessageContaining("it has network.json, weights.safetensors, history.json");
            assertThat(failure.section()).isEqualTo("state.safetensors");
            assertThatThrownBy(() -> file.bytes("manifest.json")).isInstanceOf(CorruptFileException.class);
        }
    }

    @Test
    void aSectionThatSaysSomethingElseIsCorruptAtItsOffset() {
        Section wrong = Section.json("network.json", JsonText.parse("{\"name\":3}"));
        try (SectionFile file = SectionFile.open(write(wrong))) {
            var failure = catchThrowableOfType(
                    CorruptFileException.class, () -> file.record("network.json", SampleFile.Settings.class));
            assertThat(failure).hasMessageContaining("$.name: a string is needed, got 3");
            assertThat(failure.section()).isEqualTo("network.json");
            assertThat(failure.offset()).isPositive();
            assertThat(file.corrupt("network.json", "x").offset()).isEqualTo(failure.offset());
            assertThatThrownBy(() -> file.tensors("network.json")).isInstanceOf(CorruptFileException.class);
        }
    }

    private Path write(Section... sections) {
        Path path = folder.resolve("w.hg");
        SectionFile.write(path, true, "model", List.of(sections));
        return path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "a.txt", "A.json", "../a.json", "a/b.json", ".json", "a..json", "a", ""})
    void namesThatTheFormatHasNotAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Section.json(name, JsonNull.INSTANCE));
    }

    @Test
    void contentThatTheFormatCannotHoldIsTheCallersMistake() {
        Section section = Section.json("a.json", JsonNull.INSTANCE);
        Path path = folder.resolve("x.hg");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SectionFile.write(path, false, "model", List.of(section, section)))
                .withMessageContaining("must differ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SectionFile.write(path, false, "archive", List.of(section)))
                .withMessageContaining("model or checkpoint");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Section.json("a.json", new JsonPrimitive("x".repeat(1 << 26))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Section.json("a".repeat(60) + ".json", JsonNull.INSTANCE));
        assertThat(path).doesNotExist();
    }

    @Test
    void moreThanFourGigabytesAreRefusedBeforeAnythingIsWritten() {
        float[] values = new float[10_000_000];
        List<Section> sections = IntStream.range(0, 108)
                .mapToObj(i -> Section.tensors("w" + i + ".safetensors", List.of(Tensor.vector("w", values))))
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SectionFile.write(folder.resolve("x.hg"), false, "model", sections))
                .withMessageContaining("4294967294");
    }

    @Test
    void aThousandSectionsAreWrittenAndNoMore() {
        List<Section> sections = IntStream.range(0, 1001)
                .mapToObj(i -> Section.json("s" + i + ".json", new JsonPrimitive(i)))
                .toList();
        assertThatIllegalArgumentException().isThrownBy(() -> SampleFile.bytes("model", sections));
        Path path = folder.resolve("many.hg");
        SectionFile.write(path, false, "model", sections.subList(0, 1000));
        try (SectionFile file = SectionFile.open(path)) {
            assertThat(file.json("s999.json").getAsInt()).isEqualTo(999);
        }
    }

    @Test
    void aFileThatChangesAfterItWasOpenedIsNoticed() throws IOException {
        Path path = sample();
        try (SectionFile file = SectionFile.open(path)) {
            byte[] bytes = Files.readAllBytes(path);
            int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("history.json[]") + 12;
            bytes[at] = '{';
            bytes[at + 1] = '}';
            Files.write(path, bytes, StandardOpenOption.WRITE);
            assertThatThrownBy(() -> file.json("history.json"))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("CRC-32");
            Files.write(path, new byte[10]);
            assertThatThrownBy(() -> file.tensors("weights.safetensors"))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("became shorter");
        }
    }
}
