package io.hourglass.codec.layout;

import java.util.Arrays;

/**
 * Decimal numbers: the number is a whole mantissa over 10^decimals; its text has at least
 * {@code integerDigits} digits before the point (filled up by zeros) and as few decimals as the value needs, but at least
 * {@code leastDecimals}.
 *
 * @param decimals 0 to 18
 * @param leastDecimals 0 to {@code decimals}
 * @param integerDigits 0 to 18
 */
public record DecimalStyle(int decimals, int leastDecimals, int integerDigits) implements NumberStyle {
    /** Every mantissa of so many digits fits a long, and so does the difference of two. */
    static final int MOST_DIGITS = 18;

    private static final long[] POWERS = powers();

    /** Refuses what no mantissa can have. */
    public DecimalStyle {
        if (decimals < 0
                || decimals > MOST_DIGITS
                || leastDecimals < 0
                || leastDecimals > decimals
                || integerDigits < 0
                || integerDigits > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "no such number style: " + decimals + " " + leastDecimals + " " + integerDigits);
        }
    }

    private static long[] powers() {
        long[] powers = new long[MOST_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    @Override
    public int[] settings() {
        return new int[] {decimals, leastDecimals, integerDigits};
    }

    /** The mantissa of some bytes, or {@link #FOREIGN} if they are not what {@link #write} makes of it. */
    @Override
    public long mantissa(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        at += negative ? 1 : 0;
        int first = at;
        long value = 0;
        int point = -1;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (at - first > MOST_DIGITS + 1) {
                    return FOREIGN;
                }
                value = value * 10 + digit;
            } else if (bytes[at] == '.' && point < 0) {
                point = at;
            } else {
                return FOREIGN;
            }
        }
        int integers = (point < 0 ? to : point) - first;
        int fraction = point < 0 ? 0 : to - point - 1;
        boolean written = integers + fraction > 0
                && (integers == integerDigits || (integers > integerDigits && bytes[first] != '0'))
                && (point < 0 || fraction > 0)
                && fraction >= leastDecimals
                && fraction <= decimals
                && (fraction == leastDecimals || bytes[to - 1] != '0')
                && integers + decimals <= MOST_DIGITS
                && !(negative && value == 0);
        if (!written) {
            return FOREIGN;
        }
        long mantissa = value * POWERS[decimals - fraction];
        return negative ? -mantissa : mantissa;
    }

    /** Writes a mantissa's text into a buffer of at least 40 bytes from {@code at} on; returns the end. */
    @Override
    public int write(long mantissa, byte[] into, int at) {
        int to = at;
        // a corrupt archive can ask for the one long that has no opposite; its text is then some text
        long size = Math.abs(mantissa) & Long.MAX_VALUE;
        if (mantissa < 0) {
            into[to++] = '-';
        }
        long integer = size / POWERS[decimals];
        long fraction = size % POWERS[decimals];
        int digits = integerDigits;
        while (digits < MOST_DIGITS && integer >= POWERS[digits]) {
            digits++;
        }
        if (digits == MOST_DIGITS && integer >= POWERS[digits]) {
            digits++;
        }
        for (int i = to + digits - 1; i >= to; i--) {
            into[i] = (byte) ('0' + integer % 10);
            integer /= 10;
        }
        to += digits;
        int places = decimals;
        while (places > leastDecimals && fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        if (places > 0) {
            into[to++] = '.';
            for (int i = to + places - 1; i >= to; i--) {
                into[i] = (byte) ('0' + fraction % 10);
                fraction /= 10;
            }
            to += places;
        }
        return to;
    }

    /** Counts the shapes of numbers, to find the style that writes most of them. */
    static final class Census {
        private final int[] withZero = new int[MOST_DIGITS + 1];
        private final int[] withoutZero = new int[MOST_DIGITS + 1];
        private final int[] integers = new int[MOST_DIGITS + 1];
        private final int[] filled = new int[MOST_DIGITS + 1];
        /** Numbers by digits before the point and behind it. */
        private final int[][] shapes = new int[MOST_DIGITS + 1][MOST_DIGITS + 1];

        private int numbers;

        /** Counts one text, if it is a number. */
        void add(byte[] bytes, int from, int to) {
            int at = from < to && bytes[from] == '-' ? from + 1 : from;
            int first = at;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
            int before = at - first;
            int fraction = 0;
            if (at < to && bytes[at] == '.') {
                at++;
                while (at + fraction < to && bytes[at + fraction] >= '0' && bytes[at + fraction] <= '9') {
                    fraction++;
                }
                at += fraction;
                if (fraction == 0) {
                    return;
                }
            }
            if (at != to || before + fraction == 0 || before + fraction > MOST_DIGITS) {
                return;
            }
            numbers++;
            shapes[before][fraction]++;
            (fraction > 0 && bytes[to - 1] == '0' ? withZero : withoutZero)[fraction]++;
            (before > 0 && bytes[first] == '0' ? filled : integers)[before]++;
        }

        int numbers() {
            return numbers;
        }

        /** The style that writes most of what was counted. */
        DecimalStyle style() {
            int decimals = decimals();
            int[] anyDecimals = new int[MOST_DIGITS + 1];
            int[] anyIntegers = new int[MOST_DIGITS + 1];
            Arrays.setAll(anyDecimals, i -> withZero[i] + withoutZero[i]);
            Arrays.setAll(anyIntegers, i -> filled[i] + integers[i]);
            int least = least(anyDecimals, withZero, decimals);
            return new DecimalStyle(decimals, least, least(anyIntegers, filled, MOST_DIGITS));
        }

        /** The decimals with which most mantissas fit: more decimals leave less room before the point. */
        private int decimals() {
            int best = 0;
            int most = -1;
            for (int decimals = 0; decimals <= MOST_DIGITS; decimals++) {
                int fitting = 0;
                for (int before = 0; before + decimals <= MOST_DIGITS; before++) {
                    for (int behind = 0; behind <= decimals; behind++) {
                        fitting += shapes[before][behind];
                    }
                }
                if (fitting > most) {
                    most = fitting;
                    best = decimals;
                }
            }
            return best;
        }

        /** The lower limit under which the fewest fall, or lie above with a zero that they would not have. */
        private static int least(int[] all, int[] zeros, int most) {
            int best = 0;
            long fewest = Long.MAX_VALUE;
            for (int limit = 0; limit <= most; limit++) {
                long misfits = 0;
                for (int i = 0; i <= MOST_DIGITS; i++) {
                    misfits += i < limit ? all[i] : i > limit ? zeros[i] : 0;
                }
                if (misfits < fewest) {
                    fewest = misfits;
                    best = limit;
                }
            }
            return best;
        }
    }
}
