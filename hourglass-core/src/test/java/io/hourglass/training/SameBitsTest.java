package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bits on every machine, JVM and number of threads. */
class SameBitsTest {
    /** Changes only with the arithmetic or the random numbers: old models then train to other weights, and that wants a reason. */
    private static final String PINNED = "7f57cd3a9cfb57b85f1799aa9ce9a4fbb4fb030ba36e75a3faf65b5a62cff8fc";

    @Test
    void aTrainingOfEveryLayerHasTheBitsThatWerePinned() {
        assertThat(TrainingBits.small(1)).isEqualTo(PINNED);
    }

    @Test
    void anyNumberOfThreadsTrainsToTheSameBits() {
        String one = TrainingBits.large(1);
        assertThat(TrainingBits.large(2)).isEqualTo(one);
        assertThat(TrainingBits.large(3)).isEqualTo(one);
        assertThat(TrainingBits.small(3)).isEqualTo(PINNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xint",
                "-XX:UseAVX=0 -XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockDiagnosticVMOptions -XX:-UseLibmIntrinsic -XX:+IgnoreUnrecognizedVMOptions"
            })
    void anotherJvmTrainsToTheSameBits(String flags) throws Exception {
        Process child = ChildJvm.start(List.of(flags.split(" ")), TrainingBits.class);
        try {
            String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(out.strip()).isEqualTo(PINNED);
        } finally {
            child.destroyForcibly();
        }
    }
}
