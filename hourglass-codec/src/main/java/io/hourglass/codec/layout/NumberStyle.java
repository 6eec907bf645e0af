package io.hourglass.codec.layout;

/**
 * How a column writes its numbers. A number is a whole mantissa in a unit of the style's own; a text is a number only if the
 * style writes that very text.
 */
public sealed interface NumberStyle permits DecimalStyle, CalendarStyle {
    /** What {@link #mantissa} gives for text that this style would not write. */
    long FOREIGN = Long.MIN_VALUE;

    /** The style that these settings are of. */
    static NumberStyle of(int first, int second, int third) {
        return first <= DecimalStyle.MOST_DIGITS
                ? new DecimalStyle(first, second, third)
                : CalendarStyle.ofSettings(first, second, third);
    }

    /** Three numbers that tell this style from all others. */
    int[] settings();

    /** The mantissa of some bytes, or {@link #FOREIGN} if they are not what {@link #write} makes of it. */
    long mantissa(byte[] bytes, int from, int to);

    /** Writes a mantissa's text into a buffer of at least 40 bytes from {@code at} on; returns the end. */
    int write(long mantissa, byte[] into, int at);
}
