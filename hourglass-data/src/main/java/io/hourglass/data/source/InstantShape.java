package io.hourglass.data.source;

/** Recognises ISO 8601 dates and times by their shape and gives the pattern that reads them. */
final class InstantShape {
    /** No date or time. */
    static final int NONE = 0;

    private static final int DATE = 1;
    private static final int TIME_AFTER_T = 2;
    private static final int TIME_AFTER_SPACE = 4;
    private static final int SECONDS = 8;
    private static final int ZONE_SHIFT = 4; // 0 none, 1 +hh, 2 +hhmm, 3 +hh:mm or Z
    private static final int FRACTION_SHIFT = 6; // digits, 0 to 9

    private InstantShape() {}

    /**
     * The shape of a text: {@code uuuu-MM-dd}, then perhaps {@code T} or a space with {@code HH:mm}, {@code :ss}, a point and up to
     * nine digits, and {@code Z} or an offset. Equal shapes have equal patterns.
     */
    static int of(String text) {
        if (!matches(text, 0, "0000-00-00")) {
            return NONE;
        }
        if (text.length() == 10) {
            return DATE;
        }
        char separator = text.charAt(10);
        if ((separator != 'T' && separator != ' ') || !matches(text, 11, "00:00")) {
            return NONE;
        }
        int shape = DATE | (separator == 'T' ? TIME_AFTER_T : TIME_AFTER_SPACE);
        int at = 16;
        if (matches(text, at, ":00")) {
            shape |= SECONDS;
            at += 3;
            if (matches(text, at, ".0")) {
                int end = at + 1;
                while (matches(text, end, "0")) {
                    end++;
                }
                if (end - at - 1 > 9) {
                    return NONE;
                }
                shape |= (end - at - 1) << FRACTION_SHIFT;
                at = end;
            }
        }
        return zoned(shape, text, at);
    }

    private static int zoned(int shape, String text, int at) {
        if (at == text.length()) {
            return shape;
        }
        char sign = text.charAt(at);
        int left = text.length() - at;
        if (sign == 'Z' && left == 1) {
            return shape | 3 << ZONE_SHIFT;
        }
        if (sign != '+' && sign != '-') {
            return NONE;
        }
        if (left == 6 && matches(text, at + 1, "00:00")) {
            return shape | 3 << ZONE_SHIFT;
        }
        if (left == 5 && matches(text, at + 1, "0000")) {
            return shape | 2 << ZONE_SHIFT;
        }
        return left == 3 && matches(text, at + 1, "00") ? shape | 1 << ZONE_SHIFT : NONE;
    }

    /** Whether the text at an index looks like a mask, in which 0 stands for any digit. */
    private static boolean matches(String text, int at, String mask) {
        if (at + mask.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < mask.length(); i++) {
            char c = text.charAt(at + i);
            char m = mask.charAt(i);
            if (m == '0' ? c < '0' || c > '9' : c != m) {
                return false;
            }
        }
        return true;
    }

    /** The pattern of a shape. */
    static String pattern(int shape) {
        StringBuilder pattern = new StringBuilder("uuuu-MM-dd");
        if ((shape & (TIME_AFTER_T | TIME_AFTER_SPACE)) != 0) {
            pattern.append((shape & TIME_AFTER_T) != 0 ? "'T'" : " ").append("HH:mm");
        }
        if ((shape & SECONDS) != 0) {
            pattern.append(":ss");
        }
        int fraction = shape >> FRACTION_SHIFT;
        if (fraction > 0) {
            pattern.append('.').append("S".repeat(fraction));
        }
        return pattern.append("X".repeat(shape >> ZONE_SHIFT & 3)).toString();
    }
}
