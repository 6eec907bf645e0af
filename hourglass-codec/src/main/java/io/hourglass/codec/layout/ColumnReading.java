package io.hourglass.codec.layout;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One column of a grid, read: its form, and a code a row.
 *
 * @param form what the codes mean
 * @param codes a code for each row; empty for text
 * @param wordCounts how often each word occurs
 * @param numberCounts how often each listed number occurs
 */
public record ColumnReading(ColumnForm form, long[] codes, int[] wordCounts, int[] numberCounts) {
    private static final int MOST_LISTED = 256;
    private static final int ROWS_TO_LISTED = 8;

    /** How many different words, or listed numbers, a column has at most. */
    public static int mostListed(int rows) {
        return Math.max(MOST_LISTED, rows / ROWS_TO_LISTED);
    }

    /** Reads a column of at least one row. */
    public static ColumnReading of(Grid grid, int column) {
        int quotes = isQuoted(grid, column) ? 1 : 0;
        DecimalStyle.Census census = new DecimalStyle.Census();
        int rows = grid.rows();
        for (int row = 0; row < rows; row++) {
            census.add(grid.bytes(), grid.start(row, column) + quotes, grid.end(row, column) - quotes);
        }
        NumberStyle style = census.numbers() == 0 ? calendar(grid, column, quotes) : census.style();
        return new Reader(grid, column, quotes, style).read();
    }

    /** The calendar that most cells agree on, or null where most are no dates. */
    private static CalendarStyle calendar(Grid grid, int column, int quotes) {
        int rows = grid.rows();
        int middle = rows / 2;
        CalendarStyle best = null;
        int most = rows / 2;
        for (CalendarStyle style : CalendarStyle.of(
                grid.bytes(), grid.start(middle, column) + quotes, grid.end(middle, column) - quotes)) {
            int agreeing = 0;
            for (int row = 0; row < rows; row++) {
                long moment =
                        style.mantissa(grid.bytes(), grid.start(row, column) + quotes, grid.end(row, column) - quotes);
                agreeing += moment == NumberStyle.FOREIGN ? 0 : 1;
            }
            if (agreeing > most) {
                most = agreeing;
                best = style;
            }
        }
        return best;
    }

    private static boolean isQuoted(Grid grid, int column) {
        byte[] bytes = grid.bytes();
        for (int row = 0; row < grid.rows(); row++) {
            int start = grid.start(row, column);
            int end = grid.end(row, column);
            if (end - start < 2 || bytes[start] != '"' || bytes[end - 1] != '"') {
                return false;
            }
        }
        return true;
    }

    /** The bytes of a text cell. */
    public static byte[] text(Grid grid, int row, int column, boolean quoted) {
        int quotes = quoted ? 1 : 0;
        return Arrays.copyOfRange(grid.bytes(), grid.start(row, column) + quotes, grid.end(row, column) - quotes);
    }

    private static final class Reader {
        private final Grid grid;
        private final int column;
        private final int quotes;
        private final NumberStyle style;
        private final int rows;
        private final int most;
        private final Map<Word, int[]> words = new HashMap<>();

        Reader(Grid grid, int column, int quotes, NumberStyle style) {
            this.grid = grid;
            this.column = column;
            this.quotes = quotes;
            this.style = style;
            rows = grid.rows();
            most = mostListed(rows);
        }

        ColumnReading read() {
            long[] mantissas = new long[rows];
            int[][] word = new int[rows][];
            long[] numbers = new long[rows];
            int count = 0;
            for (int row = 0; row < rows; row++) {
                int from = grid.start(row, column) + quotes;
                int to = grid.end(row, column) - quotes;
                mantissas[row] = style == null ? NumberStyle.FOREIGN : style.mantissa(grid.bytes(), from, to);
                if (mantissas[row] == NumberStyle.FOREIGN) {
                    int[] entry = words.computeIfAbsent(new Word(grid.bytes(), from, to), key -> new int[2]);
                    entry[0]++;
                    word[row] = entry;
                } else {
                    numbers[count++] = mantissas[row];
                }
                if (words.size() > most) {
                    return text();
                }
            }
            return codes(mantissas, word, Arrays.copyOf(numbers, count));
        }

        private ColumnReading text() {
            return new ColumnReading(ColumnForm.text(quotes > 0), new long[0], new int[0], new int[0]);
        }

        private ColumnReading codes(long[] mantissas, int[][] word, long[] numbers) {
            byte[][] texts = new byte[words.size()][];
            int[] wordCounts = new int[texts.length];
            int next = 0;
            for (Map.Entry<Word, int[]> entry : new TreeMap<>(words).entrySet()) {
                texts[next] = entry.getKey().copy();
                wordCounts[next] = entry.getValue()[0];
                entry.getValue()[1] = next++;
            }
            Arrays.sort(numbers);
            long[] distinct = Arrays.stream(numbers).distinct().toArray();
            boolean wide = distinct.length > most;
            long least = wide ? distinct[0] : 0;
            int width =
                    wide ? 64 - Long.numberOfLeadingZeros(distinct[distinct.length - 1] - least) : ColumnForm.LISTED;
            int[] numberCounts = new int[wide ? 0 : distinct.length];
            long[] codes = new long[rows];
            for (int row = 0; row < rows; row++) {
                if (word[row] != null) {
                    codes[row] = word[row][1];
                } else if (wide) {
                    codes[row] = texts.length + (mantissas[row] - least);
                } else {
                    int place = Arrays.binarySearch(distinct, mantissas[row]);
                    numberCounts[place]++;
                    codes[row] = (long) texts.length + place;
                }
            }
            ColumnForm form = new ColumnForm(
                    quotes > 0, texts, numbers.length == 0 ? null : style, wide ? new long[0] : distinct, least, width);
            return new ColumnReading(form, codes, wordCounts, numberCounts);
        }
    }

    /** Some bytes as a key, by content. */
    private static final class Word implements Comparable<Word> {
        private final byte[] bytes;
        private final int from;
        private final int to;

        Word(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
        }

        byte[] copy() {
            return Arrays.copyOfRange(bytes, from, to);
        }

        @Override
        public int compareTo(Word other) {
            return Arrays.compareUnsigned(bytes, from, to, other.bytes, other.from, other.to);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Word word && Arrays.equals(bytes, from, to, word.bytes, word.from, word.to);
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (int i = from; i < to; i++) {
                hash = 31 * hash + bytes[i];
            }
            return hash;
        }
    }
}
