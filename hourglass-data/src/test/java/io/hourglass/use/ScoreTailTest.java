package io.hourglass.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.math.StrictFunctions;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTailTest {
    /** A profile whose scores have a given quantile function. */
    private static ScoreProfile profile(DoubleUnaryOperator quantile) {
        double[] quantiles = IntStream.rangeClosed(0, 1000)
                .mapToDouble(i -> quantile.applyAsDouble(Math.min(0.9999, i / 1000.0)))
                .toArray();
        return new ScoreProfile(new float[1], quantiles);
    }

    @Test
    void theFarTailOfAParetoDistributionIsFoundFromScoresThatDoNotReachIt() {
        ScoreProfile pareto = profile(p -> Math.pow(1 - p, -0.5));
        for (double rate : new double[] {1e-2, 1e-4, 1e-6}) {
            double exact = Math.pow(rate, -0.5);
            assertThat(Threshold.falseAlarms(rate).in(pareto)).isBetween(0.7 * exact, 1.4 * exact);
        }
    }

    @Test
    void squaresOfNormalNumbersGetThresholdsOfTheRightOrder() {
        ScoreProfile squares = profile(p -> {
            double low = 0;
            double high = 10;
            for (int i = 0; i < 60; i++) { // P(z² < x) = erf(√(x/2))
                double middle = (low + high) / 2;
                boolean below = StrictFunctions.erf(middle / Math.sqrt(2)) < p;
                low = below ? middle : low;
                high = below ? high : middle;
            }
            return low * low;
        });
        double threshold = Threshold.falseAlarms(1e-4).in(squares);
        assertThat(1 - StrictFunctions.erf(Math.sqrt(threshold / 2))).isBetween(1e-5, 1e-3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.1, 0.05, 1e-3, 1e-5})
    void aThresholdHasTheRateOfFalseAlarmsThatItWasMadeFor(double rate) {
        ScoreProfile exponential = profile(p -> -Math.log(1 - p));
        double threshold = Threshold.falseAlarms(rate).in(exponential);
        assertThat(exponential.falseAlarms(threshold)).isCloseTo(rate, within(1e-6 + 1e-3 * rate));
    }

    @Test
    void fewerFalseAlarmsNeedAHigherThreshold() {
        ScoreProfile exponential = profile(p -> -Math.log(1 - p));
        double last = 0;
        for (double rate = 0.9; rate > 1e-12; rate /= 3) {
            double threshold = Threshold.falseAlarms(rate).in(exponential);
            assertThat(threshold).isGreaterThan(last).isFinite();
            last = threshold;
        }
    }

    @Test
    void scoresThatAreAllTheSameHaveTheirGreatestAsThreshold() {
        double[] same = new double[1001];
        Arrays.fill(same, 2.5);
        ScoreProfile profile = new ScoreProfile(new float[1], same);
        assertThat(Threshold.falseAlarms(1e-3).in(profile)).isEqualTo(2.5);
        assertThat(profile.falseAlarms(2.5)).isZero();
        assertThat(profile.falseAlarms(2.4)).isEqualTo(1);
        double[] zeros = new double[1001];
        zeros[1000] = 7;
        assertThat(Threshold.falseAlarms(1e-3).in(new ScoreProfile(new float[1], zeros)))
                .isEqualTo(7);
    }

    @Test
    void oneFarScoreDoesNotMakeTheTailEndless() {
        ScoreProfile clean = profile(p -> -Math.log(1 - p));
        double[] dirty = clean.quantiles().clone();
        dirty[1000] = 1e30;
        double threshold = Threshold.falseAlarms(1e-3).in(new ScoreProfile(new float[1], dirty));
        assertThat(threshold).isEqualTo(Threshold.falseAlarms(1e-3).in(clean));
    }

    @Test
    void aRateOutsideOfZeroToOneIsRefused() {
        for (double rate : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> Threshold.falseAlarms(rate))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a rate of false alarms lies above 0 and below 1, got " + rate);
            assertThatThrownBy(() -> Threshold.contamination(rate))
                    .hasMessage("a contamination lies above 0 and below 1, got " + rate);
        }
    }

    @Test
    void theShareAboveAScoreIsLinearBetweenQuantiles() {
        ScoreProfile profile = new ScoreProfile(new float[1], new double[] {0, 1, 3});
        assertThat(profile.above(-1)).isEqualTo(1);
        assertThat(profile.above(1)).isCloseTo(0.5, offset(1e-12));
        assertThat(profile.above(2)).isCloseTo(0.25, offset(1e-12));
        assertThat(profile.above(3)).isZero();
    }
}
