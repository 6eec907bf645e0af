package io.hourglass.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutsTest {
    @Test
    void aNumberOnACutLiesAboveItAndAMissingOneApart() {
        Cuts cuts = new Cuts(1, 2);
        assertThat(cuts.bins()).isEqualTo(4);
        assertThat(cuts.bin(0.5)).isZero();
        assertThat(cuts.bin(1)).isEqualTo(1);
        assertThat(cuts.bin(2)).isEqualTo(2);
        assertThat(cuts.bin(Double.POSITIVE_INFINITY)).isEqualTo(2);
        assertThat(cuts.bin(Double.NaN)).isEqualTo(3);
        assertThat(cuts.count(0, 1.5, 1.9, 7, Double.NaN)).containsExactly(1, 2, 1, 1);
    }

    @Test
    void withoutCutsThereIsOneBinBesideThatOfMissingNumbers() {
        assertThat(new Cuts().count(3, Double.NaN)).containsExactly(1, 1);
    }
}
