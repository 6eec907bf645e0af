package io.hourglass.training;

/** Prepared rows that can be read in any order; NaN stands for a missing value. */
public interface Rows {
    /** How many rows there are. */
    int count();

    /** The values of a row. */
    int width();

    /**
     * Copies a row.
     *
     * @param row its number, from 0
     * @param into where it goes
     * @param offset the place of its first value there
     */
    void copy(int row, float[] into, int offset);

    /**
     * Some of the rows, evenly spaced, one after the other.
     *
     * @param count how many, at most all
     */
    default float[] evenly(int count) {
        float[] some = new float[Math.multiplyExact(count, width())];
        for (int i = 0; i < count; i++) {
            copy((int) ((long) i * count() / count), some, i * width());
        }
        return some;
    }

    /**
     * The rows that an epoch learns from, of the same number and width: others than before where rows are drawn anew, as patches of images
     * are.
     *
     * @param epoch its number, from 1; the same number gives the same rows
     */
    default Rows inEpoch(int epoch) {
        return this;
    }

    /** What a value of a row is called in messages. */
    default String name(int cell) {
        return "column " + cell;
    }
}
