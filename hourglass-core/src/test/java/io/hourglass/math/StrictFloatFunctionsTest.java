package io.hourglass.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The float versions, against StrictMath in double: its error is nothing beside half a float's ulp. */
class StrictFloatFunctionsTest {
    private static final int SAMPLES = 200_000;

    private interface FloatFunction {
        float apply(float x);
    }

    private record Bound(
            String name, FloatFunction ours, DoubleUnaryOperator exact, float low, float high, double ulps) {
        @Override
        public String toString() {
            return name + " on [" + low + ", " + high + "]";
        }
    }

    static List<Bound> bounds() {
        return List.of(
                new Bound("exp", StrictFunctions::exp, StrictMath::exp, -1, 1, 0.51),
                new Bound("exp", StrictFunctions::exp, StrictMath::exp, -87.3f, 88.7f, 0.51),
                new Bound("expm1", StrictFunctions::expm1, StrictMath::expm1, -1e-3f, 1e-3f, 0.51),
                new Bound("expm1", StrictFunctions::expm1, StrictMath::expm1, -2, 2, 0.51),
                new Bound("expm1", StrictFunctions::expm1, StrictMath::expm1, -30, 88.7f, 0.51),
                new Bound("log", StrictFunctions::log, StrictMath::log, 0.4f, 2.1f, 0.51),
                new Bound("log", StrictFunctions::log, StrictMath::log, 0.9999f, 1.0001f, 0.51),
                new Bound("log", StrictFunctions::log, StrictMath::log, 0, 3e38f, 0.51),
                new Bound("log", StrictFunctions::log, StrictMath::log, 0, Float.MIN_NORMAL, 0.51),
                new Bound("tanh", StrictFunctions::tanh, StrictMath::tanh, -1e-3f, 1e-3f, 0.51),
                new Bound("tanh", StrictFunctions::tanh, StrictMath::tanh, -2, 2, 0.51),
                new Bound("tanh", StrictFunctions::tanh, StrictMath::tanh, -25, 25, 0.51),
                new Bound("sigmoid", StrictFunctions::sigmoid, StrictFunctions::sigmoid, -87.3f, 40, 0.51),
                new Bound("softplus", StrictFunctions::softplus, StrictFunctions::softplus, -87.3f, 40, 0.51),
                new Bound("erf", StrictFunctions::erf, StrictFunctions::erf, -1e-3f, 1e-3f, 0.52),
                new Bound("erf", StrictFunctions::erf, StrictFunctions::erf, -1, 1, 0.52),
                new Bound("erf", StrictFunctions::erf, StrictFunctions::erf, -5, 5, 0.52));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void floatVersionsStayWithinTheirBound(Bound bound) {
        var random = new SplittableRandom(23);
        double worst = 0;
        for (int i = 0; i < SAMPLES; i++) {
            float x = (float) (bound.low + ((double) bound.high - bound.low) * random.nextDouble());
            double exact = bound.exact.applyAsDouble(x);
            worst = Math.max(worst, Math.abs(bound.ours.apply(x) - exact) / Math.ulp((float) exact));
        }
        assertThat(worst).isLessThanOrEqualTo(bound.ulps);
    }

    @Test
    void limits() {
        assertThat(StrictFunctions.exp(0f)).isEqualTo(1f);
        assertThat(StrictFunctions.exp(88.73f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(StrictFunctions.exp(1e30f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(StrictFunctions.exp(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(StrictFunctions.exp(-104f)).isZero();
        assertThat(StrictFunctions.exp(-103f)).isEqualTo(Float.MIN_VALUE);
        assertThat(StrictFunctions.expm1(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
        assertThat(StrictFunctions.expm1(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(StrictFunctions.log(1f)).isZero();
        assertThat(StrictFunctions.log(0f)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(StrictFunctions.log(-1f)).isNaN();
        assertThat(StrictFunctions.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(StrictFunctions.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1f);
        assertThat(StrictFunctions.tanh(-20f)).isEqualTo(-1f);
        assertThat(StrictFunctions.sigmoid(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(StrictFunctions.sigmoid(Float.POSITIVE_INFINITY)).isEqualTo(1f);
        assertThat(StrictFunctions.sigmoid(0f)).isEqualTo(0.5f);
        assertThat(StrictFunctions.softplus(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(StrictFunctions.softplus(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(StrictFunctions.softplus(1e20f)).isEqualTo(1e20f);
        assertThat(StrictFunctions.erf(4f)).isEqualTo(1f);
        assertThat(StrictFunctions.erf(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    }

    @Test
    void notANumberStaysNotANumberAndZeroKeepsItsSign() {
        List<FloatFunction> functions = List.of(
                StrictFunctions::exp,
                StrictFunctions::expm1,
                StrictFunctions::log,
                StrictFunctions::tanh,
                StrictFunctions::sigmoid,
                StrictFunctions::softplus,
                StrictFunctions::erf);
        assertThat(functions).allSatisfy(f -> assertThat(f.apply(Float.NaN)).isNaN());
        List<FloatFunction> odd = List.of(StrictFunctions::expm1, StrictFunctions::tanh, StrictFunctions::erf);
        assertThat(odd).allSatisfy(f -> {
            assertThat(1 / f.apply(-0f)).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(f.apply(Float.MIN_VALUE)).isBetween(0f, 2 * Float.MIN_VALUE);
        });
    }

    @Test
    void theFunctionsThatRiseNeverFall() {
        List<FloatFunction> rising = List.of(
                StrictFunctions::exp,
                StrictFunctions::expm1,
                StrictFunctions::tanh,
                StrictFunctions::sigmoid,
                StrictFunctions::softplus,
                StrictFunctions::erf);
        for (FloatFunction function : rising) {
            float before = -1;
            boolean falls = false;
            for (float x = -20; x < 20; x = Math.nextUp(x) + 1e-4f) {
                float now = function.apply(x);
                falls |= now < before;
                before = now;
            }
            assertThat(falls).isFalse();
        }
    }
}
