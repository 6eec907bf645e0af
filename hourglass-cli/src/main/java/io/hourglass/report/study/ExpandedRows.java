package io.hourglass.report.study;

import io.hourglass.loss.Loss;
import io.hourglass.training.Rows;

/**
 * Prepared rows in the terms in which they are rebuilt: one value for each output, categories one-hot, NaN where missing.
 *
 * @param rows the prepared rows
 * @param loss says what they become
 * @param width the outputs
 */
record ExpandedRows(Rows rows, Loss loss, int width) implements Rows {
    @Override
    public int count() {
        return rows.count();
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        float[] prepared = new float[rows.width()];
        float[] expanded = new float[width];
        rows.copy(row, prepared, 0);
        loss.expand(prepared, 0, expanded);
        System.arraycopy(expanded, 0, into, offset, width);
    }

    /** All rows, one after the other. */
    float[] all() {
        float[] all = new float[Math.multiplyExact(count(), width)];
        for (int row = 0; row < count(); row++) {
            copy(row, all, row * width);
        }
        return all;
    }
}
