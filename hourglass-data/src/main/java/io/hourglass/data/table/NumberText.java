package io.hourglass.data.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers to text and back, the same characters on every Java version ({@code Float.toString} changed in 19).
 *
 * <p>A number is an optional sign, digits with at most one point among or around them, and an optional exponent of ten; hexadecimal,
 * underscores, type suffixes, {@code NaN} and {@code Infinity} are not numbers.
 */
public final class NumberText {
    /** Powers of ten that a double holds exactly, so that one product or quotient with them is rounded once. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT = 1L << 53;

    private NumberText() {}

    /**
     * The double nearest to a number's text; spaces around it are ignored.
     *
     * @return NaN if the text is not a number; an infinity if it is one beyond the range of a double
     */
    public static double parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /** As {@link #parse(String)}, of the characters from one place up to, not including, another. */
    public static double parse(char[] text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text[start] <= ' ') {
            start++;
        }
        while (end > start && text[end - 1] <= ' ') {
            end--;
        }
        return stripped(text, start, end);
    }

    private static double stripped(char[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || (at < to && text[at] == '+')) {
            at++;
        }
        int first = at;
        long mantissa = 0;
        int digits = 0; // from the first that is not zero on
        for (; at < to && isDigit(text[at]); at++) {
            // Beyond 2^53 the quick way is not taken, so more than 18 digits need not be told apart.
            mantissa = digits < 18 ? mantissa * 10 + (text[at] - '0') : EXACT;
            digits += mantissa == 0 ? 0 : 1;
        }
        int whole = at - first;
        int scale = 0;
        if (at < to && text[at] == '.') {
            at++;
            first = at;
            for (; at < to && isDigit(text[at]); at++) {
                mantissa = digits < 18 ? mantissa * 10 + (text[at] - '0') : EXACT;
                digits += mantissa == 0 ? 0 : 1;
            }
            scale = at - first;
        }
        if (whole + scale == 0) {
            return Double.NaN;
        }
        if (at < to) {
            return isExponent(text, at, to) ? slow(text, from, to) : Double.NaN;
        }
        if (mantissa < EXACT && scale < POWERS.length) {
            double size = mantissa / POWERS[scale];
            return negative ? -size : size;
        }
        return slow(text, from, to);
    }

    private static double slow(char[] text, int from, int to) {
        return Double.parseDouble(new String(text, from, to - from));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isExponent(char[] text, int from, int to) {
        if ((text[from] | 0x20) != 'e') {
            return false;
        }
        int at = from + 1;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        if (at == to) {
            return false;
        }
        for (; at < to; at++) {
            if (!isDigit(text[at])) {
                return false;
            }
        }
        return true;
    }

    /** The digits after the point in a number's text; -1 if it has an exponent. */
    public static int decimals(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        for (int at = end - 1; at >= 0; at--) {
            char c = text.charAt(at);
            if (c == '.') {
                return end - 1 - at;
            }
            if ((c | 0x20) == 'e') {
                return -1;
            }
        }
        return 0;
    }

    /** The value with so many digits after the point (0 to 15), rounded half to even. */
    public static String fixed(double value, int decimals) {
        double scaled = Math.rint(Math.abs(value) * POWERS[decimals]);
        boolean negative = value < 0 ? scaled != 0 : 1 / value < 0;
        if (scaled >= EXACT) {
            return new BigDecimal(value)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        String digits = Long.toString((long) scaled);
        if (decimals == 0) {
            return negative ? "-" + digits : digits;
        }
        String padded = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
        int point = padded.length() - decimals;
        return (negative ? "-" : "") + padded.substring(0, point) + "." + padded.substring(point);
    }

    /** The value rounded to the least power of ten that is at least {@code step}; itself where that is not from 1e-22 to 1e22. */
    public static double rounded(double value, double step) {
        if (!(step > 1e-22 && step <= 1e22)) {
            return value;
        }
        int power = 0;
        if (step > 1) {
            while (POWERS[power] < step) {
                power++;
            }
            return Math.rint(value / POWERS[power]) * POWERS[power];
        }
        while (power < POWERS.length - 1 && 1 / POWERS[power + 1] >= step) {
            power++;
        }
        double scaled = value * POWERS[power];
        return Math.abs(scaled) < EXACT ? Math.rint(scaled) / POWERS[power] : value;
    }

    /**
     * The shortest text that gives the value back: as a float where it is exactly one, else as a double. Whole numbers have no point;
     * below 1e-5 and from 1e16 on an exponent is used.
     */
    public static String shortest(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        String sign = value < 0 || 1 / value < 0 ? "-" : "";
        double size = Math.abs(value);
        if (size == 0) {
            return sign + "0";
        }
        boolean single = (float) size == size;
        int exponent = size >= 1e-7 && size < 1e15 ? exponent(size) : Integer.MIN_VALUE;
        if (exponent != Integer.MIN_VALUE) {
            int most = single ? 9 : 15;
            // More digits never fit worse, so that not all numbers of digits need be tried.
            int first = fits(size, most / 2, exponent, single) ? 1 : most / 2 + 1;
            for (int digits = first; digits <= most && fits(size, most, exponent, single); digits++) {
                if (fits(size, digits, exponent, single)) {
                    return layout(sign, (long) mantissa(size, digits, exponent), digits - 1 - exponent);
                }
            }
            for (int digits = 16; digits <= 17 && !single; digits++) {
                long mantissa = exactMantissa(size, digits - 1 - exponent, digits < 17);
                if (mantissa > 0) {
                    return layout(sign, mantissa, digits - 1 - exponent);
                }
            }
        }
        BigDecimal decimal = shortestDecimal(size, single);
        return layout(sign, decimal.unscaledValue().longValueExact(), decimal.scale());
    }

    /** The first digits of a size whose first one stands for so many powers of ten, as a whole number. */
    private static double mantissa(double size, int digits, int exponent) {
        int scale = digits - 1 - exponent;
        return Math.rint(scale >= 0 ? size * POWERS[scale] : size / POWERS[-scale]);
    }

    /**
     * A double times a power of ten, rounded half to even, by whole numbers of 128 bits: a double is m 2^-e with m of 53 bits, so that
     * the product is m 5^scale / 2^(e - scale), and 5^24 still has less than 64 bits.
     *
     * @param size from 1e-7 to 1e15
     * @param scale the power, so large that the result has 16 or 17 digits
     * @param must whether the result must give the double back
     * @return 0 if it does not, or that cannot be told here
     */
    private static long exactMantissa(double size, int scale, boolean must) {
        long bits = Double.doubleToRawLongBits(size);
        long m = (bits & ((1L << 52) - 1)) | 1L << 52;
        int shift = 1075 - (int) (bits >>> 52) - scale;
        if (shift < 1 || shift > 62 || m == 1L << 52) { // at a power of two the double below is nearer
            return 0;
        }
        long five = 1;
        for (int i = 0; i < scale; i++) {
            five *= 5;
        }
        long high = Math.multiplyHigh(m, five);
        long low = m * five;
        if (five < 0 || high >>> shift != 0) {
            return 0;
        }
        long mantissa = high << (64 - shift) | low >>> shift;
        long rest = low & ((1L << shift) - 1);
        long half = 1L << (shift - 1);
        boolean up = rest > half || (rest == half && (mantissa & 1) == 1);
        long off = up ? (1L << shift) - rest : rest;
        boolean gives = 2 * off < five;
        return gives || !must ? mantissa + (up ? 1 : 0) : 0;
    }

    private static boolean fits(double size, int digits, int exponent, boolean single) {
        int scale = digits - 1 - exponent;
        double mantissa = mantissa(size, digits, exponent);
        return gives(scale >= 0 ? mantissa / POWERS[scale] : mantissa * POWERS[-scale], size, single);
    }

    private static BigDecimal shortestDecimal(double size, boolean single) {
        BigDecimal exact = new BigDecimal(size);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (gives(rounded.doubleValue(), size, single)) {
                return rounded;
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    /** Whether a decimal, read as a double, stands for the value; a tie between two floats is not trusted, as rounding twice may differ. */
    private static boolean gives(double back, double size, boolean single) {
        boolean tie = (Double.doubleToRawLongBits(back) & 0x1FFFFFFFL) == 0x10000000L;
        return single ? (float) back == (float) size && !tie : back == size;
    }

    /** The power of ten of the first digit. */
    private static int exponent(double size) {
        int exponent = 0;
        if (size >= 1) {
            while (size >= POWERS[exponent + 1]) {
                exponent++;
            }
            return exponent;
        }
        while (size * POWERS[-exponent] < 1) {
            exponent--;
        }
        return exponent;
    }

    /** The text of mantissa / 10^scale. */
    private static String layout(String sign, long mantissa, int scale) {
        long whole = mantissa;
        int after = scale;
        while (whole % 10 == 0) {
            whole /= 10;
            after--;
        }
        String digits = Long.toString(whole);
        int point = digits.length() - after;
        if (point <= -5 || point > 16) {
            String tail = digits.length() == 1 ? "" : "." + digits.substring(1);
            return sign + digits.charAt(0) + tail + "E" + (point - 1);
        }
        if (after <= 0) {
            return sign + digits + "0".repeat(-after);
        }
        return point > 0
                ? sign + digits.substring(0, point) + "." + digits.substring(point)
                : sign + "0." + "0".repeat(-point) + digits;
    }
}
