package io.hourglass.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.math.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowProductTest {
    /** The definition: one element at a time, in order. */
    private static void define(float[][] x, float[][] w, float[][] y, int k) {
        for (int r = 0; r < y.length; r++) {
            for (int j = 0; j < y[r].length; j++) {
                for (int i = 0; i < k; i++) {
                    y[r][j] += x[r][i] * w[i][j];
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "1,5,64",
        "2,3,47",
        "3,4,48",
        "16,17,1",
        "100,33,7",
        "100,33,48",
        "129,130,131",
        "200,1,3",
        "7,784,100",
        "300,257,31"
    })
    void everyWayThroughTheLoopsGivesTheBitsOfTheDefinition(int n, int k, int m) {
        for (double zeros : new double[] {0, 0.5, 0.95, 1}) {
            RandomStream random = RandomStream.of(n, k, m);
            float[][] x = random(random, n, k, zeros);
            float[][] w = random(random, k, m, 0.1);
            float[][] y = random(random, n, m, 0.3);
            float[][] expected = copy(y);
            define(x, w, expected, k);
            RowProduct.add(x, w, y, k, 0, n);
            assertThat(y).isDeepEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"50,40,7", "50,40,100"})
    void onlyTheRowsAskedForChange(int n, int k, int m) {
        RandomStream random = RandomStream.of(n, k, m);
        float[][] x = random(random, n, k, 0);
        float[][] w = random(random, k, m, 0);
        float[][] whole = new float[n][m];
        float[][] parts = new float[n][m];
        RowProduct.add(x, w, whole, k, 0, n);
        RowProduct.add(x, w, parts, k, 5, n);
        for (int r = 0; r < n; r++) {
            assertThat(parts[r]).isEqualTo(r < 5 ? new float[m] : whole[r]);
        }
        RowProduct.add(x, w, parts, k, 0, 5);
        assertThat(parts).isDeepEqualTo(whole);
    }

    private static float[][] random(RandomStream random, int rows, int columns, double zeros) {
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = random.nextDouble() < zeros ? 0f : random.nextGaussian();
            }
        }
        return values;
    }

    private static float[][] copy(float[][] values) {
        float[][] copy = new float[values.length][];
        for (int i = 0; i < values.length; i++) {
            copy[i] = values[i].clone();
        }
        return copy;
    }
}
