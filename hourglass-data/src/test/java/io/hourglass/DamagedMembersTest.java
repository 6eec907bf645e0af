package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourglass.error.CorruptFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files whose members do not fit together say so, and which section it is. */
class DamagedMembersTest {
    @TempDir
    private Path folder;

    private CorruptFileException failure(Map<String, byte[]> sections) {
        Path file = folder.resolve("damaged.hg");
        try {
            Files.write(file, HandMadeFile.of(sections));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return catchThrowableOfType(CorruptFileException.class, () -> Hourglass.open(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "member-2-weights.safetensors",
                "member-2-state.safetensors",
                "member-2-thresholds.json",
                "member-2-history.json",
                "member-2-detector-network.json",
                "member-2-detector-thresholds.json"
            })
    void aSectionOfAMemberThatIsMissingIsNamed(String section) {
        Map<String, byte[]> sections = HandMadeFile.sections(GoldenModel.DETECTING_MEMBERS.file());
        assertThat(sections.remove(section)).isNotNull();
        assertThat(failure(sections)).hasMessageContaining(section);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "member-4-network.json",
                "member-1-network.json",
                "member-03-network.json",
                "member-2-preparation.json",
                "member-2-detector-history.json"
            })
    void aSectionOfNoMemberIsNamed(String section) {
        Map<String, byte[]> sections = HandMadeFile.sections(GoldenModel.DETECTING_MEMBERS.file());
        sections.put(section, sections.get("member-2-network.json"));
        assertThat(failure(sections))
                .hasMessageContaining("members are numbered from 2")
                .extracting(CorruptFileException::section)
                .isEqualTo(section);
    }

    @Test
    void aMemberOfAModelWithoutDetectorHasNone() {
        Map<String, byte[]> sections = HandMadeFile.sections(GoldenModel.MEMBERS.file());
        sections.put("member-2-detector-network.json", sections.get("member-2-network.json"));
        assertThat(failure(sections).section()).isEqualTo("member-2-detector-network.json");
    }

    @Test
    void theNetworkOfAMemberCannotBeMissingAlone() {
        Map<String, byte[]> sections = HandMadeFile.sections(GoldenModel.MEMBERS.file());
        sections.remove("member-2-network.json");
        assertThat(failure(sections).section()).startsWith("member-2-");
    }

    @Test
    void aMemberThatComputesSomethingElseIsRefused() {
        Map<String, byte[]> sections = HandMadeFile.sections(GoldenModel.MEMBERS.file());
        String network = new String(sections.get("member-2-network.json"), StandardCharsets.UTF_8);
        String other = network.replaceFirst("\"function\":\"relu\"", "\"function\":\"tanh\"");
        assertThat(other).isNotEqualTo(network);
        sections.put("member-2-network.json", other.getBytes(StandardCharsets.UTF_8));
        assertThat(failure(sections))
                .hasMessageContaining("the same networks")
                .extracting(CorruptFileException::section)
                .isEqualTo("member-2-network.json");
    }

    @Test
    void aMemberOfAnotherSizeIsRefused() {
        Map<String, byte[]> sections = HandMadeFile.sections(GoldenModel.DETECTING_MEMBERS.file());
        for (String part : List.of("network.json", "weights.safetensors", "state.safetensors", "thresholds.json")) {
            sections.put("member-2-" + part, sections.get("detector-" + part));
        }
        assertThat(failure(sections)).hasMessageContaining("the same networks");
    }
}
