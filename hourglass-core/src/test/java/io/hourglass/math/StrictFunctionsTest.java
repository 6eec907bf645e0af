package io.hourglass.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The double versions, against StrictMath where it has the function. Its own error is below one ulp and is in the bounds. */
class StrictFunctionsTest {
    private static final int SAMPLES = 50_000;

    private record Bound(
            String name, DoubleUnaryOperator ours, DoubleUnaryOperator exact, double low, double high, double ulps) {
        @Override
        public String toString() {
            return name + " on [" + low + ", " + high + "]";
        }
    }

    static List<Bound> bounds() {
        return List.of(
                new Bound("exp", StrictFunctions::exp, StrictMath::exp, -1, 1, 1),
                new Bound("exp", StrictFunctions::exp, StrictMath::exp, -745.2, 709.8, 1),
                new Bound("expm1", StrictFunctions::expm1, StrictMath::expm1, -1e-8, 1e-8, 1),
                new Bound("expm1", StrictFunctions::expm1, StrictMath::expm1, -2, 2, 2),
                new Bound("expm1", StrictFunctions::expm1, StrictMath::expm1, -50, 709, 2),
                new Bound("log", StrictFunctions::log, StrictMath::log, 0.4, 2.1, 1),
                new Bound("log", StrictFunctions::log, StrictMath::log, 0, 1e300, 1),
                new Bound("log", StrictFunctions::log, StrictMath::log, 0, Double.MIN_NORMAL, 1),
                new Bound("log1p", StrictFunctions::log1p, StrictMath::log1p, -0.999999, 3, 2),
                new Bound("log1p", StrictFunctions::log1p, StrictMath::log1p, -1e-7, 1e-7, 2),
                new Bound("tanh", StrictFunctions::tanh, StrictMath::tanh, -1e-7, 1e-7, 3),
                new Bound("tanh", StrictFunctions::tanh, StrictMath::tanh, -22, 22, 3),
                new Bound("sigmoid", StrictFunctions::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -708, 40, 2),
                new Bound("softplus", StrictFunctions::softplus, StrictFunctionsTest::softplus, -708, 40, 2),
                new Bound("sin", StrictFunctions::sin, StrictMath::sin, -1e-3, 1e-3, 1),
                new Bound("sin", StrictFunctions::sin, StrictMath::sin, -10, 10, 1),
                new Bound("sin", StrictFunctions::sin, StrictMath::sin, -1000, 1000, 1),
                new Bound("cos", StrictFunctions::cos, StrictMath::cos, -10, 10, 1),
                new Bound("cos", StrictFunctions::cos, StrictMath::cos, -1000, 1000, 1));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void doubleVersionsStayWithinTheirBound(Bound bound) {
        var random = new SplittableRandom(17);
        double worst = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double x = bound.low + (bound.high - bound.low) * random.nextDouble();
            double exact = bound.exact.applyAsDouble(x);
            double found = bound.ours.applyAsDouble(x);
            if (Double.compare(found, exact) != 0) {
                worst = Math.max(worst, Math.abs(found - exact) / Math.ulp(exact));
            }
        }
        assertThat(worst).isLessThanOrEqualTo(bound.ulps);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-310, 1e-300, 0.5, 0.7071067811865475, 0.7072, 0.9, 0.999, 1.0001, 1.41, 3, 1e200})
    void powersStayWithinTwoUlps(double base) {
        var random = new SplittableRandom(18);
        double worst = 0;
        double range = 745 / Math.abs(StrictMath.log(base));
        for (int i = 0; i < 20_000; i++) {
            double exponent = range * (2 * random.nextDouble() - 1);
            double exact = StrictMath.pow(base, exponent);
            double found = StrictFunctions.pow(base, exponent);
            if (exact >= Double.MIN_NORMAL && exact < Double.POSITIVE_INFINITY) {
                worst = Math.max(worst, Math.abs(found - exact) / Math.ulp(exact));
            } else {
                assertThat(Math.abs(found - exact) <= 2 * Double.MIN_VALUE || found == exact)
                        .isTrue();
            }
        }
        assertThat(worst).isLessThanOrEqualTo(2);
    }

    @Test
    void errorFunctionStaysWithinFiveUlpsOfItsSeries() {
        var random = new SplittableRandom(19);
        double worst = 0;
        for (int i = 0; i < 1_000; i++) {
            double x = (i % 3 == 0 ? 1 : 6) * random.nextDouble();
            double exact = ErrorSeries.erf(x);
            worst = Math.max(worst, Math.abs(StrictFunctions.erf(x) - exact) / Math.ulp(exact));
            assertThat(StrictFunctions.erf(-x)).isEqualTo(-StrictFunctions.erf(x));
        }
        assertThat(worst).isLessThanOrEqualTo(5);
    }

    @Test
    void limitsOfTheExponentialFamily() {
        assertThat(StrictFunctions.exp(0.0)).isEqualTo(1);
        assertThat(StrictFunctions.exp(710.0)).isInfinite();
        assertThat(StrictFunctions.exp(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(StrictFunctions.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(StrictFunctions.exp(-746.0)).isZero();
        assertThat(StrictFunctions.exp(-745.0)).isEqualTo(Double.MIN_VALUE);
        assertThat(StrictFunctions.expm1(-1e300)).isEqualTo(-1);
        assertThat(StrictFunctions.expm1(1e300)).isInfinite();
        assertThat(1 / StrictFunctions.expm1(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(StrictFunctions.sigmoid(0.0)).isEqualTo(0.5);
        assertThat(StrictFunctions.sigmoid(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(StrictFunctions.sigmoid(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(StrictFunctions.tanh(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(1 / StrictFunctions.tanh(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(StrictFunctions.softplus(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(StrictFunctions.softplus(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(StrictFunctions.softplus(1e10)).isEqualTo(1e10);
    }

    @Test
    void limitsOfLogarithmPowerAndErrorFunction() {
        assertThat(StrictFunctions.log(0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(StrictFunctions.log(-1.0)).isNaN();
        assertThat(StrictFunctions.log(1.0)).isZero();
        assertThat(StrictFunctions.log(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(StrictFunctions.log(Double.MIN_VALUE)).isEqualTo(StrictMath.log(Double.MIN_VALUE));
        assertThat(StrictFunctions.log1p(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(StrictFunctions.log1p(-2)).isNaN();
        assertThat(StrictFunctions.log1p(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(1 / StrictFunctions.log1p(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        double[] edges = {0, 1e-310, 0.5, 1, 2, 1e308, Double.POSITIVE_INFINITY};
        for (double base : edges) {
            for (double exponent : new double[] {0, 1, -1, 0.5, 1e300, -1e300, Double.POSITIVE_INFINITY, Double.NaN}) {
                double exact = StrictMath.pow(base, exponent);
                assertThat(StrictFunctions.pow(base, exponent))
                        .as("%s ^ %s", base, exponent)
                        .satisfies(found -> assertThat(
                                        Double.compare(found, exact) == 0 || Math.abs(found - exact) <= Math.ulp(exact))
                                .isTrue());
            }
        }
        assertThat(StrictFunctions.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(StrictFunctions.erf(-30.0)).isEqualTo(-1);
        assertThat(1 / StrictFunctions.erf(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void notANumberStaysNotANumber() {
        List<DoubleUnaryOperator> functions = List.of(
                StrictFunctions::exp,
                StrictFunctions::expm1,
                StrictFunctions::log,
                StrictFunctions::log1p,
                StrictFunctions::tanh,
                StrictFunctions::sigmoid,
                StrictFunctions::softplus,
                StrictFunctions::erf,
                StrictFunctions::sin,
                StrictFunctions::cos,
                x -> StrictFunctions.pow(x, 2),
                x -> StrictFunctions.pow(2, x));
        assertThat(functions)
                .allSatisfy(f -> assertThat(f.applyAsDouble(Double.NaN)).isNaN());
    }

    @Test
    void anglesBeyondTheRangeAndNegativeBasesAreRefused() {
        assertThatThrownBy(() -> StrictFunctions.sin(1000.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000.5");
        assertThatThrownBy(() -> StrictFunctions.cos(Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StrictFunctions.pow(-2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-2.0");
        assertThat(1 / StrictFunctions.sin(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** The bits themselves, so that another JVM, processor or flag cannot change them unseen. */
    @Test
    void theBitsArePinned() {
        long hash = 0;
        for (int i = 0; i < 200_000; i++) {
            double x = (i - 100_000) * 0.000917;
            hash = 31 * hash + Double.doubleToRawLongBits(StrictFunctions.exp(x));
            hash = 31 * hash + Double.doubleToRawLongBits(StrictFunctions.log(Math.abs(x) + 1e-9));
            hash = 31 * hash + Double.doubleToRawLongBits(StrictFunctions.sin(x) + StrictFunctions.cos(x));
            hash = 31 * hash + Double.doubleToRawLongBits(StrictFunctions.pow(0.999, x) + StrictFunctions.erf(x));
            float y = (float) x;
            hash = 31 * hash + Float.floatToRawIntBits(StrictFunctions.exp(y));
            hash = 31 * hash + Float.floatToRawIntBits(StrictFunctions.tanh(y));
            hash = 31 * hash + Float.floatToRawIntBits(StrictFunctions.softplus(y));
            hash = 31 * hash + Float.floatToRawIntBits(StrictFunctions.erf(y));
        }
        assertThat(hash).isEqualTo(-7082740323243909439L);
    }
}
