package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Model files of format version 1 give today what they gave when they were written. They are written again with {@code
 * -Dhourglass.golden=models}, which is for a format that was never released, and what is expected of them with {@code
 * -Dhourglass.golden=results}, which needs a reason.
 */
class GoldenModelTest {
    private static final int LARGEST = 100 << 10;

    @BeforeAll
    static void writeAgainIfAsked() throws IOException {
        String wanted = System.getProperty("hourglass.golden", "");
        for (GoldenModel golden : GoldenModel.all()) {
            if (wanted.equals("models")) {
                golden.writeModel();
            }
            if (wanted.equals("models") || wanted.equals("results")) {
                golden.writeResults();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.hourglass.GoldenModel#stream")
    void aKeptModelGivesTheBitsThatItGave(GoldenModel golden) {
        List<String> kept = golden.kept();
        assertThat(golden.results(golden.open())).isEqualTo(kept.subList(1, kept.size()));
    }

    @ParameterizedTest
    @MethodSource("io.hourglass.GoldenModel#stream")
    void aTrainingOnTheSameDataHasTheBitsThatItHad(GoldenModel golden) {
        assertThat("training " + golden.trainingDigest(1))
                .isEqualTo("training " + golden.trainingDigest(2))
                .isEqualTo(golden.kept().get(0));
    }

    @ParameterizedTest
    @MethodSource("io.hourglass.GoldenModel#stream")
    void aKeptModelIsWrittenAgainByteForByte(GoldenModel golden, @TempDir Path folder) throws IOException {
        Path again = folder.resolve("again.hg");
        golden.open().save(again);
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(golden.file()));
        assertThat(Files.size(again)).isLessThan(LARGEST);
    }
}
