package io.hourglass.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MapTest {
    @Test
    void neighboursOfClustersAgreeAndThoseOfAMixtureDoNot() {
        double[] x = new double[200];
        double[] y = new double[200];
        int[] apart = new int[200];
        int[] mixed = new int[200];
        for (int i = 0; i < 200; i++) {
            apart[i] = i % 2;
            mixed[i] = i / 2 % 2;
            x[i] = 100.0 * (i % 2) + i / 20.0;
            y[i] = i % 7;
        }
        MapPoints map = new MapPoints(x, y, "");
        assertThat(Neighbours.agreement(map, apart, 2)).isEqualTo(1);
        assertThat(Neighbours.agreement(map, mixed, 2)).isBetween(0.2, 0.8);
    }

    @Test
    void missingLevelsNeitherAskNorVote() {
        double[] x = {0, 0.1, 0.2, 5, 5.1};
        MapPoints map = new MapPoints(x, new double[5], "");
        assertThat(Neighbours.agreement(map, new int[] {0, 0, 0, -1, -1}, 1)).isEqualTo(1);
    }

    @Test
    void aHistogramCountsEveryValueOnceAndTheGreatestInItsLastBin() {
        double[] values = new double[1000];
        Arrays.setAll(values, i -> i == 0 ? 1e6 : i / 100.0);
        Histogram histogram = Histogram.over(Double.NaN, values);
        double[] counts = histogram.counts(values);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(1000);
        assertThat(counts[counts.length - 1]).isGreaterThanOrEqualTo(1);
        assertThat(histogram.starts()[counts.length - 1]).isLessThan(10);
    }

    @Test
    void aHistogramOfOneValueHasAWidth() {
        assertThat(Histogram.over(Double.NaN, new double[] {3, 3}).width()).isPositive();
    }
}
