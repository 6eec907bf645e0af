package io.hourglass.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PiecesTest {
    @ParameterizedTest
    @EnumSource
    void everyLayerThatIsMeasuredComputes(LayerToMeasure layer) {
        try (Pieces pieces = new Pieces(layer.network(), 3, "java", 1)) {
            float[] y = pieces.forward();
            float[] dx = pieces.forwardAndBackward();
            assertThat(y).hasSize(3 * layer.network().output().size());
            for (float value : dx) {
                assertThat(Float.isFinite(value)).isTrue();
            }
            assertThat(dx).as("some gradient reaches the inputs").containsAnyOf(nonZero(dx));
        }
    }

    private static float[] nonZero(float[] values) {
        float[] found = {Float.NaN};
        for (float value : values) {
            if (value != 0f) {
                found[0] = value;
            }
        }
        return found;
    }
}
