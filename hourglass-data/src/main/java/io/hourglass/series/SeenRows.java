package io.hourglass.series;

import io.hourglass.data.table.Batch;

/** A batch of rows, as prepared, and the sums of what the windows that hold them say of them. */
final class SeenRows {
    final Batch batch;
    final float[] prepared;
    final long first;
    final double[] scores;
    final double[] parts;
    final double[] outputs;
    final int[] windows;

    /**
     * @param first the number of the first row in order
     * @param outputs of a row
     */
    SeenRows(Batch batch, float[] prepared, long first, int outputs) {
        this.batch = batch;
        this.prepared = prepared;
        this.first = first;
        this.scores = new double[batch.rows()];
        this.parts = new double[prepared.length];
        this.outputs = new double[batch.rows() * outputs];
        this.windows = new int[batch.rows()];
    }

    long end() {
        return first + batch.rows();
    }

    /** Divides by the number of windows. */
    WindowedBatch means() {
        int rows = batch.rows();
        double[] score = new double[rows];
        float[] part = new float[parts.length];
        float[] output = new float[outputs.length];
        for (int r = 0; r < rows; r++) {
            score[r] = scores[r] / windows[r];
            means(parts, part, r, rows);
            means(outputs, output, r, rows);
        }
        return new WindowedBatch(batch, first, prepared, score, part, output);
    }

    private void means(double[] sums, float[] means, int row, int rows) {
        int width = sums.length / rows;
        for (int i = row * width; i < (row + 1) * width; i++) {
            means[i] = (float) (sums[i] / windows[row]);
        }
    }
}
