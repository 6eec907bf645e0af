package io.hourglass.codec.layout;

import java.util.Arrays;

/**
 * What the codes of a column are written as. Words come first, then numbers: listed, or as their distance from the least. A
 * column without codes is text.
 *
 * @param quoted whether every cell stands in quotes, which are then not part of the words
 * @param words each different word, in the order of its bytes
 * @param style how numbers are written, or null where there are none
 * @param numbers the listed mantissas in ascending order; empty where the range is wide
 * @param least the least mantissa of a wide range
 * @param width bits of a wide range; {@link #LISTED} where numbers are listed, {@link #TEXT} where all is text
 */
public record ColumnForm(boolean quoted, byte[][] words, NumberStyle style, long[] numbers, long least, int width) {
    /** The width of a column whose words and numbers are all listed. */
    public static final int LISTED = -1;

    /** The width of a column of text. */
    public static final int TEXT = -2;

    /** A column of text. */
    public static ColumnForm text(boolean quoted) {
        return new ColumnForm(quoted, new byte[0][], null, new long[0], 0, TEXT);
    }

    /** Whether the cells are text, not codes. */
    public boolean isText() {
        return width == TEXT;
    }

    /** Writes a code's cell without quotes into a buffer, which has room for a number, from {@code at} on; returns the end. */
    byte[] write(long code, byte[] scratch, int[] length) {
        if (code < words.length) {
            byte[] word = words[(int) code];
            length[0] = word.length;
            return word;
        }
        long mantissa = width == LISTED ? numbers[(int) (code - words.length)] : least + (code - words.length);
        length[0] = style.write(mantissa, scratch, 0);
        return scratch;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnForm form
                && quoted == form.quoted
                && Arrays.deepEquals(words, form.words)
                && java.util.Objects.equals(style, form.style)
                && Arrays.equals(numbers, form.numbers)
                && least == form.least
                && width == form.width;
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(words) + 31 * Arrays.hashCode(numbers) + width;
    }

    @Override
    public String toString() {
        return words.length + " words, " + (width >= 0 ? "a range of " + width + " bits" : numbers.length + " numbers")
                + (style == null ? "" : ", " + style);
    }
}
