package io.hourglass.series;

import io.hourglass.training.Rows;

/**
 * Windows of prepared rows as the rows that a network sees; a window takes no memory of its own but its place.
 *
 * @param rows the prepared rows in order
 * @param window the rows of a window
 * @param starts for each window its first row
 */
record WindowRows(Rows rows, int window, int... starts) implements Rows {
    @Override
    public int count() {
        return starts.length;
    }

    @Override
    public int width() {
        return window * rows.width();
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        for (int step = 0; step < window; step++) {
            rows.copy(starts[row] + step, into, offset + step * rows.width());
        }
    }

    @Override
    public String name(int cell) {
        return rows.name(cell % rows.width()) + ", step " + cell / rows.width();
    }
}
