package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashingTest {
    @Test
    void theDigestsAreThoseOfTheStandard() {
        assertThat(Hashing.sha256(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Hashing.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void streamsAndFilesOfManyPiecesGiveTheDigestOfTheirBytes(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[200_001];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Path file = Files.write(folder.resolve("data"), bytes);
        assertThat(Hashing.sha256(new ByteArrayInputStream(bytes))).isEqualTo(Hashing.sha256(bytes));
        assertThat(Hashing.sha256(file)).isEqualTo(Hashing.sha256(bytes));
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> Hashing.sha256(folder.resolve("absent")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void theVersionIsTheOneThatIsBuilt() {
        assertThat(ProgramVersion.current()).isEqualTo(System.getProperty("hourglass.version"));
    }
}
