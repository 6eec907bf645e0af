package io.hourglass.codec;

/**
 * Rows {@code from} to {@code to} - 1, counted from 0 without the line that names the columns.
 *
 * @param from at least 0
 * @param to more than {@code from}; may lie behind the last row
 */
public record RowSpan(long from, long to) {
    /** Refuses an empty span. */
    public RowSpan {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("rows need 0 <= from < to, got " + from + " to " + to);
        }
    }

    /**
     * Reads {@code A:B}; without A from the first, without B to the last row.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static RowSpan parse(String text) {
        int colon = text.indexOf(':');
        try {
            if (colon >= 0) {
                String from = text.substring(0, colon);
                String to = text.substring(colon + 1);
                return new RowSpan(
                        from.isEmpty() ? 0 : Long.parseLong(from), to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("rows are written A:B, got " + text, e);
        }
        throw new IllegalArgumentException("rows are written A:B, got " + text);
    }
}
