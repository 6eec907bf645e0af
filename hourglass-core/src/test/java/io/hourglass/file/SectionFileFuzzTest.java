package io.hourglass.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hourglass.error.CorruptFileException;
import java.util.List;

/**
 * A normal build runs these over the empty input and the files beside them alone; with {@code JAZZER_FUZZ=1} and one
 * test named they search for new ones.
 */
class SectionFileFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyFileIsReadOrRefused(byte[] bytes) {
        read(bytes.length > SectionEntry.DIGITS ? SampleFile.resign(bytes) : bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void anySectionIsReadOrRefused(byte[] bytes) {
        read(SampleFile.bytes("model", List.of(Section.raw("network.json", bytes))));
        read(SampleFile.bytes("model", List.of(Section.raw("weights.safetensors", bytes))));
    }

    private static void read(byte[] bytes) {
        try {
            SampleFile.readAll(bytes);
        } catch (CorruptFileException e) {
            return; // the only failure there may be
        }
    }
}
