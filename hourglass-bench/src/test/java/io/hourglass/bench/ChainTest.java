package io.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.bench.contest.Job;
import io.hourglass.model.Layout;
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
                        "784-1000-500-250-30-250-500-1000-784",
                        "28x28x1-14x14x32-7x7x64-32-7x7x64-14x14x32-28x28x1");
    }

    @Test
    void allProductsOfAStepCountButTheFirstGradientOfInputs() {
        // 10-5: forward and dW; 5-8 and 8-10: dX too
        double expected = 2.0 * 256 * (2 * 50 + 3 * 40 + 3 * 80);
        assertThat(Chain.of("10-5-8-10", 256).operations()).isEqualTo(expected);
    }

    @Test
    void aConvolutionMultipliesItsKernelAtEveryPosition() {
        // 4 x 4 to 2 x 2: 16 products for each of 3 filters at 4 positions; back: 27 at 16; between them dense layers
        double expected = 2.0 * 8 * (2 * 16 * 3 * 4 + 3 * 12 * 2 + 3 * 2 * 12 + 3 * 27 * 16);
        Chain chain = Chain.of("4x4x1-2x2x3-2-2x2x3-4x4x1", 8);
        assertThat(chain.operations()).isEqualTo(expected);
        assertThat(chain.isDense()).isFalse();
        assertThat(Chain.TABLE.isDense()).isTrue();
    }

    @Test
    void aJobsWeightsAreThoseOfItsNetwork() {
        Chain chain = Chain.of("4x4x1-2x2x3-2-2x2x3-4x4x1", 8);
        Job job = chain.job();
        assertThat(Chain.of(job)).isEqualTo(chain);
        assertThat(job.weights())
                .hasSize(Layout.of(chain.autoencoder()).weightCount())
                .hasSize((16 + 1) * 3 + (12 + 1) * 2 + (2 + 1) * 12 + (27 + 1));
        assertThat(job.kernel(3)).hasSize(27);
        assertThat(job.bias(1)).hasSize(2).containsOnly(0f);
    }

    @Test
    void theNarrowestLayerIsTheCode() {
        assertThat(Chain.of("10-5-8-10", 1).autoencoder().codeWidth()).isEqualTo(5);
        assertThat(Chain.of("10-5-8-10", 1).autoencoder().encoder().layers())
                .as("a dense layer and its activation, and nothing that other systems have not")
                .hasSize(2);
        assertThat(Chain.of("784-512-32-512-784", 1).autoencoder().codeWidth()).isEqualTo(32);
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
