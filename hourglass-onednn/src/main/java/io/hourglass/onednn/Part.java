package io.hourglass.onednn;

/**
 * The share of one thread in a pass.
 *
 * @param index which part, from 0
 * @param count how many parts there are
 * @param rows the rows of the whole pass, rows of zeros at its end included
 */
record Part(int index, int count, int rows) {
    /** The first of so many items that belongs to this part. */
    int from(int items) {
        return (int) ((long) items * index / count);
    }

    /** The item after the last that belongs to this part. */
    int to(int items) {
        return (int) ((long) items * (index + 1) / count);
    }

    /** The first row of this part. */
    int firstRow() {
        return from(rows);
    }

    /** How many rows it has. */
    int ownRows() {
        return to(rows) - from(rows);
    }
}
