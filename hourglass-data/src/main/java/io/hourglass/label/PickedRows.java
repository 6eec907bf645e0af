package io.hourglass.label;

import io.hourglass.training.Rows;

/** Some of the rows, in an order of their own. */
record PickedRows(Rows rows, int[] places) implements Rows {
    @Override
    public int count() {
        return places.length;
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        rows.copy(places[row], into, offset);
    }

    @Override
    public String name(int cell) {
        return rows.name(cell);
    }
}
