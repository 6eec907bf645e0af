package io.hourglass.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.math.RandomStream;
import org.junit.jupiter.api.Test;

final class RankingTest {
    @Test
    void aPerfectOrderHasBothAreasOfOne() {
        Ranking ranking = new Ranking(new double[] {0.1, 0.9, 0.8, 0.2}, new boolean[] {false, true, true, false});
        assertThat(ranking.auroc().value()).isEqualTo(1);
        assertThat(ranking.auprc().value()).isEqualTo(1);
    }

    @Test
    void equalScoresCountHalf() {
        Ranking ranking = new Ranking(new double[] {1, 1, 1, 1, 1}, new boolean[] {true, false, false, false, true});
        assertThat(ranking.auroc().value()).isEqualTo(0.5);
        assertThat(ranking.auprc().value()).isEqualTo(0.4);
    }

    @Test
    void theAreasAreThoseOfPairsAndOfSteps() {
        // descending: 0.8 yes, 0.7 no, 0.5 yes and no, 0.1 no
        Ranking ranking =
                new Ranking(new double[] {0.5, 0.1, 0.8, 0.7, 0.5}, new boolean[] {true, false, true, false, false});
        assertThat(ranking.auroc().value()).isCloseTo((3 + 1.5) / 6, within(1e-12));
        assertThat(ranking.auprc().value()).isCloseTo(0.5 * 1 + 0.5 * (2.0 / 4), within(1e-12));
        assertThat(ranking.curve()).hasDimensions(5, 2);
        assertThat(ranking.curve()[2]).containsExactly(1 / 3.0, 0.5);
        assertThat(ranking.curve()[4]).containsExactly(1, 1);
    }

    @Test
    void theIntervalHoldsTheFigureAndNarrowsWithMoreRows() {
        Estimate few = noisy(100).auroc();
        Estimate many = noisy(2500).auroc();
        assertThat(few.value()).isBetween(few.low(), few.high());
        // a fifth of the spread, as the root of the rows says
        assertThat((few.high() - few.low()) / (many.high() - many.low())).isBetween(3.0, 8.0);
        // unit normals one apart: Phi(1 / sqrt 2)
        assertThat(0.7602).isBetween(many.low(), many.high());
    }

    @Test
    void theSameRowsHaveTheSameInterval() {
        assertThat(noisy(60).auprc()).isEqualTo(noisy(60).auprc());
    }

    @Test
    void aRankingNeedsRows() {
        assertThatThrownBy(() -> new Ranking(new double[0], new boolean[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 row");
    }

    private static Ranking noisy(int rows) {
        RandomStream random = RandomStream.of(7, rows);
        double[] scores = new double[rows];
        boolean[] truth = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            truth[i] = i % 2 == 0;
            scores[i] = random.nextGaussian() + (truth[i] ? 1 : 0);
        }
        return new Ranking(scores, truth);
    }
}
