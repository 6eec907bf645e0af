package io.hourglass.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.kernel.Workers;
import io.hourglass.math.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourhoodsTest {
    private static final int[] NO_LABELS = {};

    private static float[][] drawn(int rows, int width, long seed) {
        RandomStream random = RandomStream.of(seed);
        float[][] drawn = new float[rows][width];
        for (float[] row : drawn) {
            for (int i = 0; i < width; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return drawn;
    }

    private static Neighbourhoods of(float[][] rows, float[][] codes, int[] labels, int nearest) {
        try (Workers workers = new Workers(2)) {
            return Neighbourhoods.of(rows, List.<float[][]>of(codes), labels, nearest, workers)
                    .get(0);
        }
    }

    @Test
    void codesThatAreTheRowsLoseNothing() {
        float[][] rows = drawn(60, 4, 1);
        Neighbourhoods same = of(rows, rows, NO_LABELS, 7);
        assertThat(same.trustworthiness()).isEqualTo(1);
        assertThat(same.continuity()).isEqualTo(1);
        assertThat(same.accuracy()).isEmpty();
    }

    @Test
    void codesDrawnAtRandomAreAboutAHalf() {
        Neighbourhoods random = of(drawn(400, 4, 1), drawn(400, 2, 2), NO_LABELS, 10);
        assertThat(random.trustworthiness()).isCloseTo(0.5, within(0.03));
        assertThat(random.continuity()).isCloseTo(0.5, within(0.03));
    }

    /** The places of the others by their distance from a row, the nearest first. */
    private static List<Integer> others(float[][] rows, int from) {
        return IntStream.range(0, rows.length)
                .filter(other -> other != from)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> {
                    double sum = 0;
                    for (int i = 0; i < rows[from].length; i++) {
                        sum += Math.pow(rows[from][i] - rows[other][i], 2);
                    }
                    return sum;
                }))
                .toList();
    }

    /** The formula, word for word. */
    private static double trustworthiness(float[][] rows, float[][] codes, int k) {
        int n = rows.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            List<Integer> inRows = others(rows, i);
            for (int j : others(codes, i).subList(0, k)) {
                sum += Math.max(0, inRows.indexOf(j) + 1 - k);
            }
        }
        return 1 - 2 / (n * k * (2.0 * n - 3.0 * k - 1)) * sum;
    }

    @Test
    void bothFiguresAreThoseOfTheFormula() {
        float[][] rows = drawn(80, 5, 3);
        float[][] codes = Arrays.stream(rows).map(row -> Arrays.copyOf(row, 2)).toArray(float[][]::new);
        Neighbourhoods measured = of(rows, codes, NO_LABELS, 6);
        assertThat(measured.trustworthiness()).isCloseTo(trustworthiness(rows, codes, 6), within(1e-12));
        assertThat(measured.continuity()).isCloseTo(trustworthiness(codes, rows, 6), within(1e-12));
    }

    @Test
    void theLabelOfMostNeighboursCountsAndRowsWithoutOneDoNot() {
        float[][] codes = new float[30][1];
        int[] labels = new int[30];
        for (int i = 0; i < 30; i++) {
            codes[i][0] = i < 15 ? i * 0.01f : 10 + i * 0.01f;
            labels[i] = i < 15 ? 0 : 1;
        }
        labels[3] = 1; // among zeros
        labels[7] = -1;
        assertThat(of(codes, codes, labels, 5).accuracy().orElseThrow()).isCloseTo(28 / 29.0, within(1e-12));
    }

    @Test
    void theNearestOfTiedLabelsWins() {
        float[][] codes = {{0}, {1}, {-1.5f}, {100}, {101}, {102}, {103}, {104}};
        int[] labels = {5, 5, 6, 7, 7, 7, 7, 7};
        assertThat(of(codes, codes, labels, 2).accuracy().orElseThrow()).isCloseTo(7 / 8.0, within(1e-12));
    }

    @Test
    void neighbourhoodsOfMostRowsAreRefused() {
        float[][] rows = drawn(20, 2, 1);
        assertThatThrownBy(() -> of(rows, rows, NO_LABELS, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neighbourhoods of 10 need more than 20 rows, got 20");
        assertThat(of(rows, rows, NO_LABELS, 9).continuity()).isEqualTo(1);
    }
}
