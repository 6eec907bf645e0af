package io.hourglass.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.kernel.Workers;
import io.hourglass.math.RandomStream;
import io.hourglass.training.MemoryRows;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PrincipalComponentsTest {
    /** Points on a cross: variance 8 along (3, 4)/5 and 2 along (-4, 3)/5, about (1, 2). */
    private static final float[][] CROSS = {
        {1 + 2.4f, 2 + 3.2f}, {1 - 2.4f, 2 - 3.2f}, {1 - 1.6f, 2 + 1.2f}, {1 + 1.6f, 2 - 1.2f}
    };

    @Test
    void aKnownCrossHasItsAxesAndVariances() {
        PrincipalComponents pca = PrincipalComponents.fit(MemoryRows.of(CROSS), 2, 1);
        assertThat(pca.variances()[0]).isCloseTo(8, within(1e-5));
        assertThat(pca.variances()[1]).isCloseTo(2, within(1e-5));
        assertThat(pca.encode(CROSS[0])).containsExactly(new float[] {4f, 0f}, within(1e-5f));
        assertThat(Math.abs(pca.encode(CROSS[2])[1])).isCloseTo(2f, within(1e-5f));
    }

    @Test
    void aCodeAsWideAsTheRowLosesNothing() {
        float[] rows = noise(40, 6);
        PrincipalComponents pca = PrincipalComponents.fit(rowsOf(rows, 6), 6, 1);
        assertThat(pca.decode(pca.encode(rows))).containsExactly(rows, within(1e-4f));
    }

    @Test
    void whatIsLostIsTheVarianceOfTheDirectionsLeftOut() {
        float[] rows = noise(500, 12);
        PrincipalComponents all = PrincipalComponents.fit(rowsOf(rows, 12), 12, 1);
        PrincipalComponents four = PrincipalComponents.fit(rowsOf(rows, 12), 4, 9);
        double lost = 0;
        float[] rebuilt = four.decode(four.encode(rows));
        for (int i = 0; i < rows.length; i++) {
            lost += (rows[i] - rebuilt[i]) * (double) (rows[i] - rebuilt[i]) / 500;
        }
        double left = Arrays.stream(all.variances(), 4, 12).sum();
        assertThat(lost).isCloseTo(left, within(1e-4 * left));
        assertThat(all.first(4).variances()).containsExactly(four.variances(), within(1e-4));
    }

    @Test
    void theRowsThemselvesGiveTheDirectionsOfTheirMatrix() {
        CentredRows rows = CentredRows.of(rowsOf(noise(300, 20), 20));
        Subspace matrix = Subspace.leading(Covariance.matrix(rows, new Workers(1)), 20, 3, 5);
        Subspace streamed = Subspace.leading(Covariance.streamed(rows, new Workers(1)), 20, 3, 5);
        assertThat(streamed.values()).containsExactly(matrix.values(), within(1e-8));
        assertThat(streamed.vectors()[0]).containsExactly(matrix.vectors()[0], within(1e-4));
    }

    @Test
    void aRowOfMoreValuesThanAMatrixIsWorthIsFitted() {
        float[] rows = noise(30, Covariance.WIDEST_MATRIX + 1);
        PrincipalComponents pca = PrincipalComponents.fit(rowsOf(rows, Covariance.WIDEST_MATRIX + 1), 29, 1);
        float[] rebuilt = pca.decode(pca.encode(rows));
        assertThat(rebuilt).containsExactly(rows, within(1e-3f));
    }

    @Test
    void missingValuesCountAsTheMean() {
        float[][] rows = {{1f, Float.NaN}, {3f, 10f}, {Float.NaN, 20f}};
        PrincipalComponents pca = PrincipalComponents.fit(MemoryRows.of(rows), 2, 1);
        float[] back = pca.decode(pca.encode(new float[] {Float.NaN, Float.NaN}));
        assertThat(back).containsExactly(new float[] {2f, 15f}, within(1e-5f));
    }

    @Test
    void constantRowsAreRebuilt() {
        float[][] rows = {{5f, 5f, 5f}, {5f, 5f, 5f}};
        PrincipalComponents pca = PrincipalComponents.fit(MemoryRows.of(rows), 2, 1);
        assertThat(pca.variances()).containsExactly(0, 0);
        assertThat(pca.decode(pca.encode(rows[0]))).containsExactly(5f, 5f, 5f);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        float[] rows = noise(200, 30);
        float[] once = PrincipalComponents.fit(rowsOf(rows, 30), 5, 3).encode(rows);
        assertThat(PrincipalComponents.fit(rowsOf(rows, 30), 5, 3).encode(rows)).containsExactly(once);
    }

    @Test
    void moreComponentsThanValuesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalComponents.fit(MemoryRows.of(CROSS), 3, 1))
                .withMessageContaining("1 to 2 principal components, got 3");
    }

    /** Rows whose values matter less and less. */
    private static float[] noise(int count, int width) {
        RandomStream random = RandomStream.of(17);
        float[] rows = new float[count * width];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 3f + random.nextGaussian() / (1 + i % width % 40);
        }
        return rows;
    }

    private static MemoryRows rowsOf(float[] rows, int width) {
        MemoryRows result = new MemoryRows(width, java.util.List.of());
        for (int at = 0; at < rows.length; at += width) {
            result.add(rows, at);
        }
        return result;
    }
}
