package io.hourglass.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class AnswersTest {
    private static final float[][] P = {{0.9f, 0.1f}, {0.6f, 0.4f}, {0.2f, 0.8f}, {0.7f, 0.3f}, {0.45f, 0.55f}};
    private static final ClassAnswers ANSWERS = new ClassAnswers(P, new int[] {0, 0, 1, 1, 0});

    @Test
    void theFiguresAreThoseOfTheirDefinitions() {
        Figures figures = ANSWERS.figures();
        assertThat(figures.rows()).isEqualTo(5);
        assertThat(figures.figure("accuracy").value()).isCloseTo(0.6, within(1e-12));
        assertThat(figures.figure("balancedAccuracy").value()).isCloseTo((2 / 3.0 + 1 / 2.0) / 2, within(1e-12));
        assertThat(figures.figure("macroF1").value()).isCloseTo((4 / 6.0 + 2 / 4.0) / 2, within(1e-12));
        double logLoss = -(Math.log(0.9) + Math.log(0.6) + Math.log(0.8) + Math.log(0.3) + Math.log(0.45)) / 5;
        assertThat(figures.figure("logLoss").value()).isCloseTo(logLoss, within(1e-6));
        // bins of a fifteenth: every answer has one of its own but 0.55 and 0.6, which lie in the 8th and 9th
        double ece = (0.1 + 0.4 + 0.2 + 0.7 + 0.55) / 5;
        assertThat(figures.figure("ece").value()).isCloseTo(ece, within(1e-6));
    }

    @Test
    void theMatrixHasWhatIsTrueDownAndWhatIsToldAcross() {
        assertThat(ANSWERS.matrix()).isDeepEqualTo(new long[][] {{2, 1}, {1, 1}});
        assertThat(ANSWERS.told()).containsExactly(0, 0, 1, 0, 1);
        assertThat(Arrays.stream(ANSWERS.reliability())
                        .mapToDouble(bin -> bin[0])
                        .sum())
                .isEqualTo(5);
    }

    @Test
    void intervalsHoldTheirFigures() {
        for (Estimate each : ANSWERS.figures().byName().values()) {
            assertThat(each.value()).isBetween(each.low() - 1e-12, each.high() + 1e-12);
            assertThat(each.high()).isGreaterThan(each.low());
        }
    }

    @Test
    void numbersHaveTheErrorsOfTheirDefinitions() {
        Figures figures = new NumberAnswers(new double[] {1, 2, 3, 4}, new double[] {1, 3, 3, 7}).figures();
        assertThat(figures.figure("rmse").value()).isCloseTo(Math.sqrt(10 / 4.0), within(1e-12));
        assertThat(figures.figure("mae").value()).isCloseTo(1, within(1e-12));
        assertThat(figures.figure("r2").value()).isCloseTo(1 - 10 / 19.0, within(1e-12));
    }
}
