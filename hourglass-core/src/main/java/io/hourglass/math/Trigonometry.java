package io.hourglass.math;

/** Sine and cosine to double precision, for angles of at most {@link #LIMIT}. */
final class Trigonometry {
    static final double LIMIT = 1000;

    private static final double TWO_OVER_PI = 0.6366197723675814;
    /** pi/2 in three parts; the first two have 43 bits, so that their products with up to 637 quarter turns are exact. */
    private static final double HALF_PI_HIGH = 0x1.921fb54442cp0;

    private static final double HALF_PI_MIDDLE = 0x1.18469898cc4p-44;
    private static final double HALF_PI_LOW = 3.5215598651832e-27;

    private Trigonometry() {}

    static double sin(double x) {
        // the sign of zero does not survive the reduction
        return x == 0 ? x : turned(x, 0);
    }

    static double cos(double x) {
        return turned(x, 1);
    }

    /** sin(x + quarters pi/2). */
    private static double turned(double x, int quarters) {
        check(x);
        double n = (x * TWO_OVER_PI + ShortFunctions.ROUND) - ShortFunctions.ROUND;
        double a = x - n * HALF_PI_HIGH;
        double b = n * HALF_PI_MIDDLE;
        double r = a - b;
        // the exact rounding error of a - b, whichever is the larger (Knuth's two-sum)
        double back = a - r;
        double lost = (a - (r + back)) + (back - b);
        double tail = lost - n * HALF_PI_LOW;
        int quadrant = (int) n + quarters;
        double value = (quadrant & 1) == 0 ? sine(r, tail) : cosine(r, tail);
        return (quadrant & 2) == 0 ? value : -value;
    }

    private static void check(double x) {
        if (Math.abs(x) > LIMIT) {
            throw new IllegalArgumentException(
                    "sine and cosine need an angle of at most " + LIMIT + " radians either way, got " + x);
        }
    }

    /** sin(r + tail) for |r| at most pi/4: Taylor's series up to the seventeenth power. */
    private static double sine(double r, double tail) {
        double z = r * r;
        double p = 1.0 / 355687428096000.0;
        p = p * z - 1.0 / 1307674368000.0;
        p = p * z + 1.0 / 6227020800.0;
        p = p * z - 1.0 / 39916800;
        p = p * z + 1.0 / 362880;
        p = p * z - 1.0 / 5040;
        p = p * z + 1.0 / 120;
        p = p * z - 1.0 / 6;
        return r + (r * z * p + tail * (1 - 0.5 * z));
    }

    /** cos(r + tail) for |r| at most pi/4: Taylor's series up to the eighteenth power. */
    private static double cosine(double r, double tail) {
        double z = r * r;
        double p = -1.0 / 6402373705728000.0;
        p = p * z + 1.0 / 20922789888000.0;
        p = p * z - 1.0 / 87178291200.0;
        p = p * z + 1.0 / 479001600;
        p = p * z - 1.0 / 3628800;
        p = p * z + 1.0 / 40320;
        p = p * z - 1.0 / 720;
        p = p * z + 1.0 / 24;
        double half = 0.5 * z;
        double one = 1 - half;
        // what 1 - z/2 rounded away comes back with the smaller terms
        return one + (((1 - one) - half) + (z * z * p - r * tail));
    }
}
