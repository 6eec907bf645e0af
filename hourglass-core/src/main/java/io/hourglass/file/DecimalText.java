package io.hourglass.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating-point numbers as decimal text that reads back as the same bits, and that is the same text on every JVM:
 * {@link Double#toString(double)} gives other digits before JDK 19 than since.
 *
 * <p>The text has the fewest of 15, 16 and 17 significant digits (6 to 9 for a {@code float}) that read back exactly,
 * without zeros at the end. It is plain from 1e-7 up to 1e21, otherwise it has an exponent.
 */
public final class DecimalText {
    private static final BigDecimal PLAIN_FROM = new BigDecimal("1e-7");
    private static final BigDecimal PLAIN_BELOW = new BigDecimal("1e21");
    private static final double INTEGERS_ARE_EXACT = 1e15;

    private DecimalText() {}

    /** The text of a double; {@code NaN}, {@code Infinity} and {@code -Infinity} as they are. */
    public static String of(double value) {
        if (isSpecial(value)) {
            return special(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < INTEGERS_ARE_EXACT) {
            return Long.toString((long) value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 15; ; digits++) {
            BigDecimal rounded = round(exact, digits);
            if (digits == 17 || rounded.doubleValue() == value) {
                return text(rounded);
            }
        }
    }

    /** The text of a float, with the digits that a float needs; specials as for a double. */
    public static String of(float value) {
        if (isSpecial(value)) {
            return special(value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 6; ; digits++) {
            BigDecimal rounded = round(exact, digits);
            if (digits == 9 || Float.parseFloat(rounded.toString()) == value) {
                return text(rounded);
            }
        }
    }

    private static boolean isSpecial(double value) {
        return value == 0 || !Double.isFinite(value);
    }

    private static String special(double value) {
        if (value != 0) {
            return Double.toString(value);
        }
        return 1 / value < 0 ? "-0.0" : "0";
    }

    private static BigDecimal round(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static String text(BigDecimal value) {
        BigDecimal size = value.abs();
        boolean plain = size.compareTo(PLAIN_FROM) >= 0 && size.compareTo(PLAIN_BELOW) < 0;
        return plain ? value.toPlainString() : scientific(value);
    }

    private static String scientific(BigDecimal value) {
        String digits = value.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - value.scale();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (value.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "E" + (exponent < 0 ? "" : "+")
                + exponent;
    }
}
