package io.hourglass.codec.model;

import java.util.Arrays;

/**
 * The columns of a block that are coded already, and a hash of each row over all of them. Those that come from another by
 * {@link #with} share its lists, of which each sees a beginning.
 */
public final class Known {
    /** How many kinds of hits and misses in a row there are. */
    static final int HITS = 8;

    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final Column[] columns;
    /** At which place each column became known. */
    private final int[] place;
    /** The numbers of the columns in the order in which they became known. */
    private final int[] order;

    private final int count;
    private final long[] rowHashes;
    /** For the last three columns that had a context of their own, whether each row's cell was what that last stood beside. */
    private final byte[] hits;

    private Known(Column[] columns, int[] place, int[] order, int count, long[] rowHashes, byte[] hits) {
        this.columns = columns;
        this.place = place;
        this.order = order;
        this.count = count;
        this.rowHashes = rowHashes;
        this.hits = hits;
    }

    /** No column of {@code columns}, with so many rows. */
    public static Known none(int columns, int rows) {
        int[] place = new int[columns];
        Arrays.fill(place, UNKNOWN);
        return new Known(new Column[columns], place, new int[columns], 0, new long[rows], new byte[rows]);
    }

    /**
     * These columns and one more, which is complete. Only the last of a line may be continued.
     *
     * @param plan what the column was predicted from; null if that is not known yet, when nothing may be coded
     */
    public Known with(int index, Column column, ColumnPlan plan) {
        columns[index] = column;
        place[index] = count;
        order[count] = index;
        long[] hashes = new long[rowHashes.length];
        int[] symbols = column.symbols();
        for (int row = 0; row < hashes.length; row++) {
            hashes[row] = Hash.of(rowHashes[row], symbols[row] + 1);
        }
        boolean told = plan != null && plan.singles().length > 0;
        byte[] more = told ? hits(symbols, new Feature(this, plan.singles()[0])) : hits;
        return new Known(columns, place, order, count + 1, hashes, more);
    }

    private byte[] hits(int[] symbols, Feature feature) {
        int[] last = new int[feature.size()];
        byte[] more = new byte[hits.length];
        for (int row = 0; row < more.length; row++) {
            int beside = feature.of(row);
            more[row] = (byte) ((hits[row] << 1 | (last[beside] == symbols[row] + 1 ? 1 : 0)) & (HITS - 1));
            last[beside] = symbols[row] + 1;
        }
        return more;
    }

    byte[] hits() {
        return hits;
    }

    /** The same columns for coding the first rows of another one; may not be continued. */
    public Known start(int rows) {
        return new Known(columns, place, order, count, Arrays.copyOf(rowHashes, rows), Arrays.copyOf(hits, rows));
    }

    /** How many rows the columns have. */
    public int rows() {
        return rowHashes.length;
    }

    /** How many columns are known. */
    int count() {
        return count;
    }

    int columnCount() {
        return columns.length;
    }

    boolean isKnown(int index) {
        return place[index] < count;
    }

    /** A known column. */
    Column column(int index) {
        return columns[index];
    }

    /** The columns that became known last, the last one first, at most so many. */
    Column[] nearestColumns(int most) {
        return Arrays.stream(nearest(most)).mapToObj(index -> columns[index]).toArray(Column[]::new);
    }

    /** The numbers of the columns that became known last, the last one first. */
    int[] nearest(int most) {
        int[] nearest = new int[Math.min(most, count)];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = order[count - 1 - i];
        }
        return nearest;
    }

    long[] rowHashes() {
        return rowHashes;
    }

    /** A hash of what is known of a row beside a column of text: the cell of the nearest known column before it. */
    public long beside(int index, int row) {
        for (int other = index - 1; other >= 0; other--) {
            if (isKnown(other)) {
                return columns[other].symbols()[row] + 1L;
            }
        }
        return 0;
    }
}
