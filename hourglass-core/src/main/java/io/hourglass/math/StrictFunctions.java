package io.hourglass.math;

/**
 * The transcendental functions, with the same bits on every machine and every JVM. {@link Math} may use the platform's own,
 * whose last bit differs; these are fixed sequences of IEEE additions, multiplications and divisions, which Java has
 * evaluated strictly since 17.
 *
 * <p>The float versions compute in double by short polynomials and round once; they are made for loops over activations.
 * Their errors are in units in the last place (ulp) of the exact value. The errors of the double versions are against
 * {@link StrictMath}, which is itself within 1 ulp. NaN gives NaN everywhere, and zeros keep their sign where the function
 * is odd.
 */
public final class StrictFunctions {
    /** Beyond this the double versions take over: they know infinities and NaN. */
    private static final float SHORT_RANGE = 700;

    private StrictFunctions() {}

    /** e^x; error below 0.51 ulp for normal results. Overflows to infinity, underflows through denormals to 0. */
    public static float exp(float x) {
        return Math.abs(x) < SHORT_RANGE ? (float) ShortFunctions.exp(x) : (float) Exponentials.exp(x);
    }

    /** e^x; error at most 1 ulp. Overflows to infinity, underflows through denormals to 0. */
    public static double exp(double x) {
        return Exponentials.exp(x);
    }

    /** e^x - 1, exact to the last places near 0 too; error below 0.51 ulp. */
    public static float expm1(float x) {
        if (x == 0) {
            return x;
        }
        return Math.abs(x) < SHORT_RANGE ? (float) ShortFunctions.expm1(x) : (float) Exponentials.expm1(x);
    }

    /** e^x - 1, exact to the last places near 0 too; error at most 2 ulp. */
    public static double expm1(double x) {
        return Exponentials.expm1(x);
    }

    /** The natural logarithm; error below 0.51 ulp. Zero gives minus infinity, negative numbers NaN. */
    public static float log(float x) {
        return x > 0 && x < Float.POSITIVE_INFINITY ? (float) ShortFunctions.log(x) : (float) Logarithms.log(x);
    }

    /** The natural logarithm; error at most 1 ulp. Zero gives minus infinity, negative numbers NaN. */
    public static double log(double x) {
        return Logarithms.log(x);
    }

    /** log(1 + x), exact to the last places near 0 too; error at most 2 ulp. -1 gives minus infinity, less gives NaN. */
    public static double log1p(double x) {
        return Logarithms.log1p(x);
    }

    /**
     * base^exponent; error at most 2 ulp for normal results. Zero to a negative power is infinite.
     *
     * @throws IllegalArgumentException if the base is negative
     */
    public static double pow(double base, double exponent) {
        if (base < 0) {
            throw new IllegalArgumentException("a power needs a base of at least 0, got " + base);
        }
        return Logarithms.pow(base, exponent);
    }

    /** The hyperbolic tangent; error below 0.51 ulp. */
    public static float tanh(float x) {
        float a = Math.abs(x);
        if (!(a < 20)) {
            return (float) Exponentials.tanh(x);
        }
        double t = ShortFunctions.expm1(2 * (double) a);
        return Math.copySign((float) (t / (t + 2)), x);
    }

    /** The hyperbolic tangent; error at most 3 ulp. */
    public static double tanh(double x) {
        return Exponentials.tanh(x);
    }

    /** 1 / (1 + e^-x); error below 0.51 ulp for normal results. */
    public static float sigmoid(float x) {
        return Math.abs(x) < SHORT_RANGE ? (float) (1 / (1 + ShortFunctions.exp(-x))) : (float) Exponentials.sigmoid(x);
    }

    /** 1 / (1 + e^-x); error at most 2 ulp for normal results. */
    public static double sigmoid(double x) {
        return Exponentials.sigmoid(x);
    }

    /** log(1 + e^x); error below 0.51 ulp for normal results. */
    public static float softplus(float x) {
        float a = Math.abs(x);
        if (!(a < SHORT_RANGE)) {
            return (float) Logarithms.softplus(x);
        }
        return (float) (Math.max(x, 0f) + ShortFunctions.log1p(ShortFunctions.exp(-a)));
    }

    /** log(1 + e^x); error at most 2 ulp for normal results. */
    public static double softplus(double x) {
        return Logarithms.softplus(x);
    }

    /** The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x; error below 0.52 ulp. */
    public static float erf(float x) {
        float a = Math.abs(x);
        // from 4 on the float nearest to the result is 1
        return a < 4 ? Math.copySign((float) ShortFunctions.erf(a), x) : (float) ErrorFunction.erf(x);
    }

    /** The error function; error at most 5 ulp of the exact value. */
    public static double erf(double x) {
        return ErrorFunction.erf(x);
    }

    /**
     * The sine of an angle in radians; error at most 1 ulp.
     *
     * @throws IllegalArgumentException beyond 1000 radians either way, where a reduction to one turn would need more digits of pi
     */
    public static double sin(double x) {
        return Trigonometry.sin(x);
    }

    /**
     * The cosine of an angle in radians; error at most 1 ulp.
     *
     * @throws IllegalArgumentException beyond 1000 radians either way, where a reduction to one turn would need more digits of pi
     */
    public static double cos(double x) {
        return Trigonometry.cos(x);
    }
}
