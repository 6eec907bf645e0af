package io.hourglass.data.table;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * A table's rows in two views: each row is in one of them, by a hash of its number and a seed.
 *
 * @param training the rows to learn from
 * @param validation the rows held back
 */
public record Split(Table training, Table validation) {
    /** Up to so many rows the share is met exactly, by ordering the hashes. */
    private static final int EXACT_ROWS = 1 << 22;

    /**
     * Holds a share of the rows back: exactly that share, rounded, and at least one row on either side, if the number of rows is known
     * and at most four million; otherwise about that share.
     *
     * @param share above 0 and below 1
     * @throws IllegalArgumentException if the share is not, or the table is known to have fewer than two rows
     */
    public static Split of(Table table, double share, long seed) {
        return of(table, table.rowCount(), share, seed);
    }

    /** As {@link #of(Table, double, long)}, for a table whose number of rows the caller has found out. */
    public static Split of(Table table, OptionalLong rows, double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share of validation rows: needed above 0 and below 1, got " + share);
        }
        long threshold = threshold(table.source(), rows, share, seed);
        return new Split(
                new SelectedRows(table, row -> hash(seed, row) >= threshold),
                new SelectedRows(table, row -> hash(seed, row) < threshold));
    }

    /**
     * Which of so many rows are held back.
     *
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static LongPredicate held(String source, long rows, double share, long seed) {
        long threshold = threshold(source, OptionalLong.of(rows), share, seed);
        return row -> hash(seed, row) < threshold;
    }

    private static long threshold(String source, OptionalLong rows, double share, long seed) {
        if (rows.isPresent() && rows.getAsLong() < 2) {
            throw new IllegalArgumentException("a split of " + source + ": needed at least 2 rows, got "
                    + rows.getAsLong() + "; give validation rows of their own or none");
        }
        if (rows.isEmpty() || rows.getAsLong() > EXACT_ROWS) {
            return (long) (share * 0x1p62);
        }
        long[] hashes = new long[(int) rows.getAsLong()];
        Arrays.setAll(hashes, row -> hash(seed, row));
        Arrays.sort(hashes);
        long wanted = Math.round(share * hashes.length);
        return hashes[(int) Math.max(1, Math.min(hashes.length - 1, wanted))];
    }

    /** 62 well-mixed bits: the finalizer of SplitMix64 (Steele, Lea and Flood 2014) over seed and row; different rows, different hashes but for chance. */
    private static long hash(long seed, long row) {
        long z = mix(seed + 0x9E3779B97F4A7C15L) + row * 0x9E3779B97F4A7C15L;
        return mix(z) >>> 2;
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
