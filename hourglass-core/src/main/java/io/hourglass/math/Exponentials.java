package io.hourglass.math;

/** The exponential and its near relations to double precision. */
final class Exponentials {
    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the first has 32 bits, so that its products with exponents are exact. */
    static final double LN_2_HIGH = 0x1.62e42feep-1;

    static final double LN_2_LOW = 1.9082149292705877e-10;

    private Exponentials() {}

    static double exp(double x) {
        if (!(Math.abs(x) < 746)) {
            return x > 0 ? Double.POSITIVE_INFINITY : x < 0 ? 0 : x;
        }
        double n = nearest(x);
        double p = 1 + reduced(x, n);
        // 2^n in two factors: neither overflows, and only the last product rounds when the result is denormal
        double half = nearestInteger(n / 2);
        return p * power(half) * power(n - half);
    }

    static double expm1(double x) {
        if (!(Math.abs(x) < 40)) {
            return exp(x) - 1;
        }
        double n = nearest(x);
        if (n == 0) {
            return x == 0 ? x : reduced(x, n);
        }
        double scale = power(n);
        return scale * reduced(x, n) + (scale - 1);
    }

    static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }

    static double tanh(double x) {
        double a = Math.abs(x);
        if (a > 20) {
            return Math.copySign(1, x);
        }
        double t = expm1(2 * a);
        return Math.copySign(t / (t + 2), x);
    }

    private static double nearest(double x) {
        return nearestInteger(x * LOG2_E);
    }

    private static double nearestInteger(double x) {
        return (x + ShortFunctions.ROUND) - ShortFunctions.ROUND;
    }

    private static double power(double n) {
        return ShortFunctions.powerOfTwo(n + ShortFunctions.ROUND);
    }

    /** e^(x - n ln 2) - 1 for |x - n ln 2| at most 0.35: Taylor's series up to the thirteenth power. */
    private static double reduced(double x, double n) {
        double high = x - n * LN_2_HIGH;
        double low = n * LN_2_LOW;
        double r = high - low;
        double lost = (high - r) - low;
        double p = 1.0 / 6227020800.0;
        p = p * r + 1.0 / 479001600;
        p = p * r + 1.0 / 39916800;
        p = p * r + 1.0 / 3628800;
        p = p * r + 1.0 / 362880;
        p = p * r + 1.0 / 40320;
        p = p * r + 1.0 / 5040;
        p = p * r + 1.0 / 720;
        p = p * r + 1.0 / 120;
        p = p * r + 1.0 / 24;
        p = p * r + 1.0 / 6;
        p = p * r + 0.5;
        return r + (r * r * p + lost);
    }
}
