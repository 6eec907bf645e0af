package io.hourglass.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SparklineTest {
    @Test
    void aLossThatHalvesFallsEvenly() {
        assertThat(Sparkline.of(128, 64, 32, 16, 8, 4, 2, 1)).isEqualTo("█▇▆▅▄▃▂▁");
    }

    @Test
    void valuesBelowZeroAreDrawnAsTheyAre() {
        assertThat(Sparkline.of(-7, 0, -3.5)).isEqualTo("▁█▅");
    }

    @Test
    void manyValuesMakeFortyCharacters() {
        double[] values = new double[200];
        Arrays.setAll(values, i -> 200 - i);
        assertThat(Sparkline.of(values)).hasSize(40).startsWith("█").endsWith("▁");
    }

    @Test
    void aFlatCurveLiesAtTheBottomAndNoNumberIsAGap() {
        assertThat(Sparkline.of(2, Double.NaN, 2)).isEqualTo("▁ ▁");
        assertThat(Sparkline.of()).isEmpty();
    }
}
