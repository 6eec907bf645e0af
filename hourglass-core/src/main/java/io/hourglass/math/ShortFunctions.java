package io.hourglass.math;

/**
 * Functions in double arithmetic that are good to about 31 bits: what a result that is rounded to a float needs, and no more.
 * The coefficients are minimax fits (Remez exchange at 50 digits) with the relative error stated at each.
 */
final class ShortFunctions {
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN_2 = 0.6931471805599453;
    /** Adding and taking away 1.5 * 2^52 rounds to an integer, and leaves it in the low bits of the sum. */
    static final double ROUND = 0x1.8p52;

    static final long ONE_BITS = 0x3ff0000000000000L;
    /** The bits of the square root of one half: mantissas are brought into [sqrt(1/2), sqrt(2)). */
    static final long ROOT_HALF_BITS = 0x3fe6a09e667f3bcdL;

    private ShortFunctions() {}

    /** e^x for |x| at most 700; relative error 2^-32. */
    static double exp(double x) {
        double z = x * LOG2_E;
        double shifted = z + ROUND;
        double scale = powerOfTwo(shifted);
        return scale + scale * powerMinusOne(z - (shifted - ROUND));
    }

    /** e^x - 1 for |x| at most 700; relative error 2^-31. */
    static double expm1(double x) {
        double z = x * LOG2_E;
        double shifted = z + ROUND;
        double scale = powerOfTwo(shifted);
        return scale * powerMinusOne(z - (shifted - ROUND)) + (scale - 1);
    }

    /** 2^n, where {@code shifted} is n + 1.5 * 2^52 and n is an exponent of normal doubles. */
    static double powerOfTwo(double shifted) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) << 52) + ONE_BITS);
    }

    /** 2^f - 1 for f in [-1/2, 1/2]: f times a polynomial, so that small values keep their relative error of 2^-32. */
    private static double powerMinusOne(double f) {
        double p = 1.5252721471324153e-05;
        p = p * f + 0.00015461330350692863;
        p = p * f + 0.0013333669445039539;
        p = p * f + 0.00961805703583821;
        p = p * f + 0.05550410727606279;
        p = p * f + 0.24022650920056104;
        p = p * f + 0.6931471805815634;
        return p * f;
    }

    /** The natural logarithm of a positive, finite, normal double; relative error 2^-37. */
    static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long exponent = (bits - ROOT_HALF_BITS) >> 52;
        double mantissa = Double.longBitsToDouble(bits - (exponent << 52));
        // log m = 2 artanh(s) = s (2 + s^2 R(s^2))
        double s = (mantissa - 1) / (mantissa + 1);
        double z = s * s;
        double r = 0.23582156692118925;
        r = r * z + 0.2853730825614082;
        r = r * z + 0.40000335195203385;
        r = r * z + 0.6666666564544211;
        return exponent * LN_2 + s * (2 + z * r);
    }

    /** log(1 + y) for y in [0, 1]; relative error 2^-38. It is 2 artanh(y / (2 + y)), which loses nothing at small y. */
    static double log1p(double y) {
        double s = y / (2 + y);
        double z = s * s;
        double r = 0.21792403468428478;
        r = r * z + 0.1714784765388827;
        r = r * z + 0.22301500543388902;
        r = r * z + 0.2856839607423997;
        r = r * z + 0.4000005300040821;
        r = r * z + 0.6666666635913655;
        return s * (2 + z * r);
    }

    /**
     * The error function of a in [0, 4]; relative error 2^-30. It is 1 - (1 + p)^-16, where p = a R(a) is fitted to
     * erfc(a)^(-1/16) - 1: a form after Abramowitz and Stegun 7.1.28, which needs no exponential.
     */
    static double erf(double a) {
        // Estrin's order: pairs first, so that the processor need not wait for ten products in a row
        double z = a * a;
        double r01 = 0.07052369792623787 + a * 0.042275534185180784;
        double r23 = 0.009287741217494715 + a * 0.0001494826188869324;
        double r45 = 0.00023031026350300062 + a * 0.00011109315711324002;
        double r67 = -4.08246958715825e-05 + a * 1.1567651061952819e-05;
        double r89 = -1.5632256665295767e-06 + a * 1.1104778924756558e-07;
        double r = (r01 + z * r23) + z * z * ((r45 + z * r67) + z * z * r89);
        return ErrorFunction.fromRoot(r * a);
    }

    /** sin(2 pi v) for v in [-1/4, 1/4]; absolute error 2^-37 (Taylor's series up to the fifteenth power). */
    static double sineOfTurns(double v) {
        double x = v * 6.283185307179586;
        double z = x * x;
        double p = -1.0 / 1307674368000.0;
        p = p * z + 1.0 / 6227020800.0;
        p = p * z - 1.0 / 39916800;
        p = p * z + 1.0 / 362880;
        p = p * z - 1.0 / 5040;
        p = p * z + 1.0 / 120;
        p = p * z - 1.0 / 6;
        return x + x * z * p;
    }
}
