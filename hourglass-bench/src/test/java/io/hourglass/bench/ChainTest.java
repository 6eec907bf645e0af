package io.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.bench.contest.Job;
import org.junit.jupiter.api.Test;

final class ChainTest {
    @Test
    void aNetworkIsNamedByAllItsWidths() {
        assertThat(Chain.ALL)
                .extracting(Chain::name)
                .containsExactly(
                        "10-5-8-10",
                        "28-64-16-64-28",
                        "784-512-128-32-128-512-784",
                        "784-1000-500-250-30-250-500-1000-784");
    }

    @Test
    void allProductsOfAStepCountButTheFirstGradientOfInputs() {
        // 10-5: forward and dW; 5-8 and 8-10: dX too
        double expected = 2.0 * 256 * (2 * 50 + 3 * 40 + 3 * 80);
        assertThat(Chain.of("10-5-8-10", 256).operations()).isEqualTo(expected);
    }

    @Test
    void theNarrowestLayerIsTheCode() {
        assertThat(Chain.autoencoder(new int[] {10, 5, 8, 10}).codeWidth()).isEqualTo(5);
        assertThat(Chain.autoencoder(new int[] {784, 512, 32, 512, 784}).codeWidth())
                .isEqualTo(32);
    }

    @Test
    void aJobHasWholeBatchesOfRowsInTheRangeOfASigmoid() {
        Job job = Chain.of("6-3-6", 4).job();
        assertThat(job.batches()).isEqualTo(Turns.JUDGED_STEPS);
        for (float value : job.rows()) {
            assertThat(value).isBetween(0f, 1f);
        }
        assertThat(job.rows()).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoAutoencoderIsRefused() {
        assertThatThrownBy(() -> Chain.of("10-5-8", 1)).hasMessageContaining("ends as it begins");
        assertThatThrownBy(() -> Chain.of("10-10", 1)).hasMessageContaining("at least three widths");
        assertThatThrownBy(() -> Chain.of("10-5-10", 0)).hasMessageContaining("at least 1 row");
    }
}
