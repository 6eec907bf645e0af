package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1, 1",
        "-2.5, -2.5",
        "1e-7, 0.0000001",
        "1.5e-9, 1.5E-9",
        "2e30, 2E+30",
        "-1.25e300, -1.25E+300",
        "123456789012345678, 123456789012345680",
        "1e21, 1E+21",
        "0.30000000000000004, 0.30000000000000004",
        "2e-3, 0.002",
        "1e23, 1E+23",
        "0, 0",
        "-0.0, -0.0",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void doublesHaveTheirShortestText(double value, String text) {
        assertThat(DecimalText.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "16777216, 16777216",
        "3.4028235e38, 3.4028235E+38",
        "1.4e-45, 1.4013E-45",
        "-0.0, -0.0",
        "0.33333334, 0.33333334"
    })
    void floatsHaveTheirShortestText(float value, String text) {
        assertThat(DecimalText.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyBitPatternReadsBackAsItself(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double full = Double.longBitsToDouble(random.nextLong());
            float single = Float.intBitsToFloat(random.nextInt());
            double ordinary = random.nextGaussian();
            assertThat(Double.valueOf(DecimalText.of(full))).isEqualTo(Double.valueOf(full));
            assertThat(Double.parseDouble(DecimalText.of(ordinary))).isEqualTo(ordinary);
            assertThat(Float.valueOf(DecimalText.of(single))).isEqualTo(Float.valueOf(single));
        }
    }

    @Test
    void theEdgesOfTheRangesReadBackAsThemselves() {
        for (double edge : new double[] {
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            1e15,
            1e15 + 1,
            1e15 - 1,
            9.007199254740992E15,
            0x1p-44
        }) {
            assertThat(Double.parseDouble(DecimalText.of(edge))).isEqualTo(edge);
            assertThat(Double.parseDouble(DecimalText.of(-edge))).isEqualTo(-edge);
        }
        for (float edge : new float[] {Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, 0x1p-44f, 1 + 0x1p-23f}) {
            assertThat(Float.parseFloat(DecimalText.of(edge))).isEqualTo(edge);
        }
    }
}
