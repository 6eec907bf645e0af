package io.hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and slopes at points that the gradient checks' small inputs do not reach; computed in double precision with Python's math. */
final class ActivationFunctionTest {
    @ParameterizedTest
    @CsvSource({
        "RELU6, -1, 0, 0",
        "RELU6, 5.5, 5.5, 1",
        "RELU6, 7, 6, 0",
        "MISH, -30, -2.8072869e-12, -2.7137106e-12",
        "MISH, -1, -0.30340146, 0.05921660",
        "MISH, 2, 1.9439590, 1.0693179",
        "MISH, 40, 40, 1",
        "SOFTSIGN, -3, -0.75, 0.0625",
        "SOFTSIGN, 1e30, 1, 0"
    })
    void valuesAndSlopesAreThoseOfTheFormula(ActivationFunction function, float x, float value, float slope) {
        float y = function.value(x, 1f);
        assertThat(y).isCloseTo(value, Offset.offset(1e-6f + 1e-6f * Math.abs(value)));
        assertThat(function.slope(x, y, 1f)).isCloseTo(slope, Offset.offset(1e-6f));
    }
}
