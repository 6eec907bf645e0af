package io.hourglass.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers of one column that are to be kept within a bound: first all are seen, then each is replaced by the middle of a
 * bin that is nearly twice as wide as the bound. What a bin's middle would miss by more stays as it is.
 */
final class NumberRange {
    /** A bin's middle is rounded to decimals, which may cost this share of the bound. */
    private static final double ROUNDING = 1.0 / 64;

    private static final int LONGEST = 400;
    private static final int MOST_KEPT = 1 << 16;

    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private int decimals;
    private double bound;
    private double step;
    private int places;
    private double maxError;
    private final Map<String, byte[]> kept = new HashMap<>();

    /** The number that a cell's text is, or null if it is none. */
    static BigDecimal number(byte[] bytes, int from, int to) {
        if (to <= from || to - from > LONGEST) {
            return null;
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            boolean fits = (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
            if (!fits) {
                return null;
            }
        }
        try {
            BigDecimal number = new BigDecimal(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
            return Math.abs((long) number.scale()) > LONGEST ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Sees a number before the bound is known. */
    void see(BigDecimal number) {
        double value = number.doubleValue();
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        decimals = Math.max(decimals, number.scale());
    }

    /** Fixes the bound when all were seen. */
    void bound(ErrorBound by) {
        bound = by.relative() ? by.amount() * (greatest - least) : by.amount();
        step = 2 * bound * (1 - 2 * ROUNDING);
        places = 0;
        double unit = 1;
        while (unit > bound * ROUNDING && places < LONGEST) {
            unit /= 10;
            places++;
        }
    }

    /** Whether the column's own decimals are finer than the bins, so that replacing merges anything. */
    boolean isWorthwhile() {
        double unit = 1;
        for (int i = 0; i < decimals; i++) {
            unit /= 10;
        }
        return least < greatest && unit < step;
    }

    /** The text that stands for a number, within the bound; null if the number should stay as it is. */
    byte[] replace(BigDecimal number) {
        String key = number.toString();
        byte[] known = kept.get(key);
        if (known != null) {
            return known.length == 0 ? null : known;
        }
        double bin = Math.rint((number.doubleValue() - least) / step);
        BigDecimal middle = new BigDecimal(least + bin * step)
                .setScale(places, java.math.RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        BigDecimal off = middle.subtract(number).abs();
        boolean fits = off.compareTo(new BigDecimal(bound)) <= 0;
        byte[] text = fits ? middle.toPlainString().getBytes(StandardCharsets.US_ASCII) : new byte[0];
        if (fits) {
            maxError = Math.max(maxError, off.doubleValue());
        }
        if (kept.size() < MOST_KEPT) {
            kept.put(key, text);
        }
        return fits ? text : null;
    }

    double maxError() {
        return maxError;
    }
}
