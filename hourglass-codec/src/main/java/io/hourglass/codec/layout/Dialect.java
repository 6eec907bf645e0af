package io.hourglass.codec.layout;

/**
 * How the bytes of a table are divided.
 *
 * @param delimiter the byte between two cells
 * @param carriageReturn whether lines end in CR LF instead of LF
 * @param columns the cells of a line
 */
public record Dialect(byte delimiter, boolean carriageReturn, int columns) {
    private static final byte[] DELIMITERS = {',', '\t', ';', '|', ' '};
    private static final int LINES = 256;
    private static final int LONGEST_SAMPLE = 1 << 20;
    private static final int MOST_COLUMNS = 1 << 14;

    /** Refuses what no table has. */
    public Dialect {
        if (columns < 1 || columns > MOST_COLUMNS) {
            throw new IllegalArgumentException("a table has 1 to " + MOST_COLUMNS + " columns, got " + columns);
        }
    }

    /** Guesses from the first lines: the delimiter on whose count most of them agree. */
    public static Dialect of(byte[] bytes, int length) {
        int end = Math.min(length, LONGEST_SAMPLE);
        boolean carriageReturn = endsInCarriageReturn(bytes, end);
        Dialect best = new Dialect((byte) ',', carriageReturn, 1);
        double bestShare = 0.7;
        for (byte delimiter : DELIMITERS) {
            int[] counts = new int[LINES];
            int lines = counts(bytes, end, delimiter, counts);
            int mode = mode(counts, lines);
            int agreeing = 0;
            for (int i = 0; i < lines; i++) {
                agreeing += counts[i] == mode ? 1 : 0;
            }
            double share = lines == 0 ? 0 : (double) agreeing / lines;
            if (mode > 1 && mode <= MOST_COLUMNS && share > bestShare + 1e-9) {
                best = new Dialect(delimiter, carriageReturn, mode);
                bestShare = share;
            }
        }
        return best;
    }

    private static boolean endsInCarriageReturn(byte[] bytes, int end) {
        int with = 0;
        int lines = 0;
        for (int i = 0; i < end && lines < LINES; i++) {
            if (bytes[i] == '\n') {
                lines++;
                with += i > 0 && bytes[i - 1] == '\r' ? 1 : 0;
            }
        }
        return 2 * with > lines;
    }

    private static int counts(byte[] bytes, int end, byte delimiter, int[] counts) {
        int lines = 0;
        int cells = 1;
        boolean quoted = false;
        for (int i = 0; i < end && lines < counts.length; i++) {
            if (bytes[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && bytes[i] == delimiter) {
                cells++;
            } else if (bytes[i] == '\n' && !quoted) {
                counts[lines++] = cells;
                cells = 1;
            }
        }
        if (lines == 0 && end > 0) {
            counts[lines++] = cells;
        }
        return lines;
    }

    private static int mode(int[] counts, int lines) {
        int mode = 0;
        int most = 0;
        for (int i = 0; i < lines; i++) {
            int same = 0;
            for (int j = 0; j < lines; j++) {
                same += counts[j] == counts[i] ? 1 : 0;
            }
            if (same > most) {
                most = same;
                mode = counts[i];
            }
        }
        return mode;
    }
}
