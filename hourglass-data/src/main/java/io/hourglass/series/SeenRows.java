package io.hourglass.series;

import io.hourglass.data.table.Batch;

/** A batch of rows, as prepared, and the sums of what the windows that hold them say of them. */
final class SeenRows {
    final Batch batch;
    final float[] prepared;
    final long first;
    private final double[] scores;
    private double[] parts = {};
    private double[] outputs = {};
    private final int[] windows;

    /**
     * @param first the number of the first row in order
     */
    SeenRows(Batch batch, float[] prepared, long first) {
        this.batch = batch;
        this.prepared = prepared;
        this.first = first;
        this.scores = new double[batch.rows()];
        this.windows = new int[batch.rows()];
    }

    long end() {
        return first + batch.rows();
    }

    /**
     * Adds what a window says of a row.
     *
     * @param place of the row among those of all windows judged
     * @param places how many those are
     */
    void add(int row, double score, WindowJudge.Judged judged, int place, int places) {
        scores[row] += score;
        windows[row]++;
        parts = added(parts, row, judged.parts(), place, places);
        outputs = added(outputs, row, judged.outputs(), place, places);
    }

    private double[] added(double[] sums, int row, float[] values, int place, int places) {
        int width = values.length / places;
        double[] all = sums.length == 0 ? new double[scores.length * width] : sums;
        for (int i = 0; i < width; i++) {
            all[row * width + i] += values[place * width + i];
        }
        return all;
    }

    /** Divides by the number of windows. */
    WindowedBatch means() {
        double[] score = new double[scores.length];
        for (int r = 0; r < score.length; r++) {
            score[r] = scores[r] / windows[r];
        }
        return new WindowedBatch(batch, first, prepared, score, means(parts), means(outputs));
    }

    private float[] means(double... sums) {
        float[] means = new float[sums.length];
        int width = sums.length / scores.length;
        for (int i = 0; i < sums.length; i++) {
            means[i] = (float) (sums[i] / windows[i / width]);
        }
        return means;
    }
}
