package io.hourglass.math;

/** The logarithm, and the power that is built on it, to double precision. */
final class Logarithms {
    private static final double SMALLEST_NORMAL = 0x1p-1022;
    /** Veltkamp's constant, which splits a double into two halves of 26 bits. */
    private static final double SPLIT = 0x1p27 + 1;

    private static final double TWO_THIRDS = 2.0 / 3;
    private static final double TWO_THIRDS_LOW = 3.700743415417188e-17;

    private Logarithms() {}

    static double log(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        double k = exponent(x);
        double f = mantissa(x) - 1;
        double s = f / (2 + f);
        double z = s * s;
        // log(1 + f) = f - (f^2/2 - s (f^2/2 + R)): the leading term is exact
        double square = 0.5 * f * f;
        double correction = square - (s * (square + z * series(z)) + k * Exponentials.LN_2_LOW);
        return k * Exponentials.LN_2_HIGH + (f - correction);
    }

    static double log1p(double x) {
        double u = 1 + x;
        if (u == 1) {
            return x;
        }
        if (!(u > 0 && u < Double.POSITIVE_INFINITY)) {
            return log(u);
        }
        return log(u) + (x - (u - 1)) / u;
    }

    static double softplus(double x) {
        return Math.max(x, 0) + log1p(Exponentials.exp(-Math.abs(x)));
    }

    /** The logarithm is kept in two doubles, because the exponent magnifies its error by up to 2^10. */
    static double pow(double base, double exponent) {
        if (exponent == 0) {
            return 1;
        }
        double estimate = exponent * log(base);
        if (!(Math.abs(estimate) < 750)) {
            return Exponentials.exp(estimate);
        }
        double k = exponent(base);
        double f = mantissa(base) - 1;
        double d = 2 + f;
        double s = f / d;
        double product = s * d;
        double sLow = ((f - product) - rest(s, d, product) - s * (f - (d - 2))) / d;
        // log m = 2 s + s^3 (2/3 + ...), the cubic term in two doubles as well
        double z = s * s;
        double zLow = rest(s, s, z) + 2 * s * sLow;
        double tail = z * higherSeries(z) + TWO_THIRDS_LOW;
        double factor = TWO_THIRDS + tail;
        double factorLow = (TWO_THIRDS - factor) + tail;
        double cube = s * z;
        double cubeLow = rest(s, z, cube) + s * zLow + sLow * z;
        double cubic = cube * factor;
        double cubicLow = rest(cube, factor, cubic) + cube * factorLow + cubeLow * factor;
        double large = k * Exponentials.LN_2_HIGH;
        double linear = large + 2 * s;
        double linearLow = (large - linear) + 2 * s;
        double sum = linear + cubic;
        double sumLow = ((linear - sum) + cubic) + (linearLow + cubicLow + 2 * sLow + k * Exponentials.LN_2_LOW);
        double high = sum + sumLow;
        double low = (sum - high) + sumLow;
        double power = exponent * high;
        double result = Exponentials.exp(power);
        double lost = rest(exponent, high, power) + exponent * low;
        return result < Double.POSITIVE_INFINITY ? result + result * lost : result;
    }

    /** a b - product, exactly, where product is a b rounded (Dekker 1971). */
    private static double rest(double a, double b, double product) {
        double split = SPLIT * a;
        double aHigh = split - (split - a);
        double aLow = a - aHigh;
        split = SPLIT * b;
        double bHigh = split - (split - b);
        double bLow = b - bHigh;
        return aLow * bLow - (((product - aHigh * bHigh) - aLow * bHigh) - aHigh * bLow);
    }

    /** The integer k for which x / 2^k lies in [sqrt(1/2), sqrt(2)). */
    private static double exponent(double x) {
        return x < SMALLEST_NORMAL ? steps(x * 0x1p54) - 54 : steps(x);
    }

    private static long steps(double normal) {
        return (Double.doubleToRawLongBits(normal) - ShortFunctions.ROOT_HALF_BITS) >> 52;
    }

    private static double mantissa(double x) {
        double normal = x < SMALLEST_NORMAL ? x * 0x1p54 : x;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(normal) - (steps(normal) << 52));
    }

    /** (2 artanh(s) - 2 s) / s^3 as a series in z = s^2, at most 0.0295. */
    private static double series(double z) {
        return z * higherSeries(z) + TWO_THIRDS;
    }

    private static double higherSeries(double z) {
        double r = 2.0 / 23;
        r = r * z + 2.0 / 21;
        r = r * z + 2.0 / 19;
        r = r * z + 2.0 / 17;
        r = r * z + 2.0 / 15;
        r = r * z + 2.0 / 13;
        r = r * z + 2.0 / 11;
        r = r * z + 2.0 / 9;
        r = r * z + 2.0 / 7;
        return r * z + 2.0 / 5;
    }
}
