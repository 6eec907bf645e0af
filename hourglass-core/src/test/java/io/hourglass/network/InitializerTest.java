package io.hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.math.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
    private static final int[][] SHAPES = {{1, 1}, {1, 7}, {7, 1}, {5, 5}, {33, 17}, {17, 33}, {0, 3}};

    static List<Initializer> all() {
        return List.of(
                new Initializer.GlorotUniform(),
                new Initializer.GlorotNormal(),
                new Initializer.HeUniform(),
                new Initializer.HeNormal(),
                new Initializer.LeCunUniform(),
                new Initializer.LeCunNormal(),
                new Initializer.Orthogonal(),
                new Initializer.Sparse(),
                new Initializer.Constant(0.5f),
                new Initializer.ForgetBias(),
                new Initializer.UniformRange(-0.25f, 0.75f));
    }

    @Test
    void theContractCoversEveryInitializer() {
        assertThat(all().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Initializer.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("all")
    void onlyTheMatrixIsWrittenAndWithFiniteWeights(Initializer initializer) {
        for (int[] shape : SHAPES) {
            int count = shape[0] * shape[1];
            float[] block = new float[count + 8];
            Arrays.fill(block, Float.NaN);
            initializer.fill(block, 3, Math.max(1, shape[0]), shape[1], shape[0], shape[1], RandomStream.of(1));
            for (int i = 0; i < block.length; i++) {
                assertThat(Float.isFinite(block[i])).as("weight %d", i).isEqualTo(i >= 3 && i < 3 + count);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameStreamGivesTheSameWeightsAndAnotherDoesNot(Initializer initializer) {
        float[] first = filled(initializer, 20, 30, 7);
        assertThat(filled(initializer, 20, 30, 7)).isEqualTo(first);
        if (!(initializer instanceof Initializer.Constant || initializer instanceof Initializer.ForgetBias)) {
            assertThat(filled(initializer, 20, 30, 8)).isNotEqualTo(first);
        }
    }

    @Test
    void anLstmStartsWithItsForgetGatesOpen() {
        assertThat(filled(new Initializer.ForgetBias(), 1, 8, 1)).containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
    }

    static Stream<Object[]> variances() {
        double in = 300;
        double out = 200;
        return Stream.of(
                new Object[] {new Initializer.GlorotUniform(), 2 / (in + out), Math.sqrt(3)},
                new Object[] {new Initializer.GlorotNormal(), 2 / (in + out), 2 / 0.8796},
                new Object[] {new Initializer.HeUniform(), 2 / in, Math.sqrt(3)},
                new Object[] {new Initializer.HeNormal(), 2 / in, 2 / 0.8796},
                new Object[] {new Initializer.LeCunUniform(), 1 / in, Math.sqrt(3)},
                new Object[] {new Initializer.LeCunNormal(), 1 / in, 2 / 0.8796});
    }

    /** 60,000 weights: the standard error of a variance is below 0.6 % of it. */
    @ParameterizedTest
    @MethodSource("variances")
    void varianceAndRangeAreThoseOfThePaper(Initializer initializer, double variance, double widest) {
        float[] weights = filled(initializer, 300, 200, 5);
        double deviation = Math.sqrt(variance);
        assertThat(mean(weights)).isCloseTo(0, within(0.02 * deviation));
        assertThat(meanSquare(weights)).isCloseTo(variance, within(0.03 * variance));
        double largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        assertThat(largest / deviation).isBetween(0.99 * widest, 1.0001 * widest);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "40, 40", "64, 30", "30, 64", "200, 3"})
    void orthogonalMatricesHaveOrthonormalColumnsOrRows(int rows, int columns) {
        float[] weights = filled(new Initializer.Orthogonal(1.5f), rows, columns, 3);
        int vectors = Math.min(rows, columns);
        for (int a = 0; a < vectors; a++) {
            for (int b = 0; b < vectors; b++) {
                double sum = 0;
                for (int i = 0; i < Math.max(rows, columns); i++) {
                    sum += rows >= columns
                            ? weights[i * columns + a] * weights[i * columns + b]
                            : weights[a * columns + i] * weights[b * columns + i];
                }
                assertThat(sum).isCloseTo(a == b ? 2.25 : 0, within(1e-5));
            }
        }
    }

    @Test
    void theSignsOfAnOrthogonalMatrixAreEven() {
        int positive = 0;
        for (int seed = 0; seed < 1000; seed++) {
            positive += filled(new Initializer.Orthogonal(), 3, 3, seed)[8] > 0 ? 1 : 0;
        }
        assertThat(positive).isBetween(420, 580);
    }

    @ParameterizedTest
    @CsvSource({"15, 100, 40, 15", "15, 6, 40, 6", "1, 50, 3, 1"})
    void sparseMatricesHaveAFixedNumberOfConnectionsIntoEachUnit(int connections, int rows, int columns, int expected) {
        float[] weights = filled(new Initializer.Sparse(connections, 1), rows, columns, 4);
        for (int column = 0; column < columns; column++) {
            int nonZero = 0;
            for (int row = 0; row < rows; row++) {
                nonZero += weights[row * columns + column] != 0 ? 1 : 0;
            }
            assertThat(nonZero).isEqualTo(expected);
        }
    }

    @Test
    void sparseConnectionsHaveTheirDeviation() {
        float[] weights = filled(new Initializer.Sparse(50, 0.2f), 100, 400, 6);
        assertThat(2 * meanSquare(weights)).isCloseTo(0.04, within(0.002));
        assertThat(filled(Initializer.zeros(), 5, 5, 1)).containsOnly(0f);
    }

    @Test
    void uniformRangesStayBetweenTheirBounds() {
        float[] weights = filled(new Initializer.UniformRange(-0.25f, 0.75f), 100, 100, 6);
        for (float weight : weights) {
            assertThat(weight).isBetween(-0.25f, 0.75f);
        }
        assertThat(mean(weights)).isCloseTo(0.25, within(0.015));
    }

    @Test
    void senselessSettingsAreRefused() {
        assertThatThrownBy(() -> new Initializer.Orthogonal(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Initializer.Sparse(0, 1)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new Initializer.Sparse(1, Float.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Initializer.Constant(Float.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Initializer.UniformRange(1, 1)).hasMessageContaining("1.0 to 1.0");
    }

    private static float[] filled(Initializer initializer, int rows, int columns, long seed) {
        float[] block = new float[rows * columns];
        initializer.fill(block, 0, rows, columns, rows, columns, RandomStream.of(seed));
        return block;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double meanSquare(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum / values.length;
    }
}
