package io.hourglass.codec;

/**
 * How far a number may be from what it was.
 *
 * @param amount the bound, above 0: absolute, or a share of the range of the number's column
 * @param relative whether it is a share
 */
public record ErrorBound(double amount, boolean relative) {
    /** Refuses a bound that bounds nothing. */
    public ErrorBound {
        if (!(amount > 0) || Double.isInfinite(amount) || (relative && amount >= 1)) {
            throw new IllegalArgumentException(
                    "an error bound must be above 0" + (relative ? " and below 100%" : "") + ", got " + amount);
        }
    }

    /**
     * Reads {@code 1%} (of each column's range) or {@code 0.05} (absolute).
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static ErrorBound parse(String text) {
        boolean relative = text.endsWith("%");
        try {
            double amount = Double.parseDouble(relative ? text.substring(0, text.length() - 1) : text);
            return new ErrorBound(relative ? amount / 100 : amount, relative);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "an error bound is a share like 1% or an amount like 0.05, got " + text, e);
        }
    }
}
