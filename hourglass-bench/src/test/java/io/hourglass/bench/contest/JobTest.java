package io.hourglass.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobTest {
    /** Two layers: 2 to 1 with 3 weights, 1 to 2 with 4; two batches of one row. */
    private static final Job JOB =
            new Job(new int[] {2, 1, 2}, 1, 0.5f, new float[] {1, 2, 3, 4, 5, 6, 7}, new float[] {.1f, .2f, .3f, .4f});

    @Test
    void aJobComesBackFromItsFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("job");
        JOB.write(file);
        assertThat(Job.read(file)).usingRecursiveComparison().isEqualTo(JOB);
    }

    @Test
    void kernelsAndBiasesLieLayerByLayer() {
        assertThat(JOB.kernel(0)).containsExactly(1, 2);
        assertThat(JOB.bias(0)).containsExactly(3);
        assertThat(JOB.kernel(1)).containsExactly(4, 5);
        assertThat(JOB.bias(1)).containsExactly(6, 7);
        assertThat(JOB.batches()).isEqualTo(2);
        assertThat(JOB.batch(1)).containsExactly(.3f, .4f);
    }

    @Test
    void weightsOrRowsThatDoNotFitAreRefused() {
        int[] widths = {2, 1, 2};
        assertThatThrownBy(() -> new Job(widths, 1, 1f, new float[6], new float[4]))
                .hasMessageContaining("has 7 weights, got 6");
        assertThatThrownBy(() -> new Job(widths, 2, 1f, new float[7], new float[6]))
                .hasMessageContaining("whole batches of 2 rows");
        assertThatThrownBy(() -> new Job(new int[] {2, 1}, 1, 1f, new float[3], new float[4]))
                .hasMessageContaining("as wide as its rows");
    }

    @Test
    void anotherFileIsNotTakenForAJob(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("other"), new byte[64]);
        assertThatThrownBy(() -> Job.read(file)).hasMessageContaining("is not a job");
    }
}
