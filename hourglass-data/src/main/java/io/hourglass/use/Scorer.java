package io.hourglass.use;

import io.hourglass.cell.Cell;
import io.hourglass.loss.LossBatch;
import io.hourglass.model.Autoencoder;
import io.hourglass.training.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * How strange rows are. A prepared number counts ½ r² / (v + 0.1 s²), with its residual r, the variance v of that residual over the
 * training rows and the column's own variance s²; a level or truth value counts -ln of the probability that it was given. A row's
 * score is the mean over its values that are not missing; higher is stranger.
 */
public final class Scorer {
    /** Keeps a column that is always rebuilt exactly from deciding alone. */
    private static final float FLOOR = 0.1f;

    private static final int SAMPLE = 20_000;
    private static final int CHUNK = 1024;
    private static final int QUANTILES = 1000;

    private final Autoencoder model;
    private final List<Cell> cells;
    private final float[] variance;

    Scorer(Autoencoder model, float[] variance) {
        this.model = model;
        this.cells = model.spec().cells();
        this.variance = variance;
    }

    /** The scores of rows, and what they are made of. */
    record Parts(double[] scores, float[] parts, float[] reconstruction) {}

    /** The profile of training rows, from at most 20,000 of them, evenly spaced. */
    public static ScoreProfile profile(Autoencoder model, Rows rows) {
        int count = Math.min(SAMPLE, rows.count());
        int width = rows.width();
        double[] squares = new double[width];
        long[] present = new long[width];
        eachChunk(rows, count, (sample, size) -> {
            float[] residuals = new Scorer(model, new float[width]).residuals(sample, size);
            for (int i = 0; i < residuals.length; i++) {
                if (!Float.isNaN(residuals[i])) {
                    squares[i % width] += (double) residuals[i] * residuals[i];
                    present[i % width]++;
                }
            }
        });
        float[] variance = new float[width];
        for (int i = 0; i < width; i++) {
            variance[i] = present[i] == 0 ? 0f : (float) (squares[i] / present[i]);
        }
        double[] scores = new double[count];
        int[] done = {0};
        Scorer scorer = new Scorer(model, variance);
        eachChunk(rows, count, (sample, size) -> {
            System.arraycopy(scorer.score(sample, size).scores, 0, scores, done[0], size);
            done[0] += size;
        });
        Arrays.sort(scores);
        return new ScoreProfile(variance, quantiles(scores));
    }

    private static double[] quantiles(double[] sorted) {
        double[] quantiles = new double[QUANTILES + 1];
        for (int i = 0; i <= QUANTILES; i++) {
            double place = i * (sorted.length - 1.0) / QUANTILES;
            int low = (int) place;
            int high = Math.min(sorted.length - 1, low + 1);
            quantiles[i] = sorted[low] + (place - low) * (sorted[high] - sorted[low]);
        }
        return quantiles;
    }

    @FunctionalInterface
    private interface Chunk {
        void rows(float[] rows, int count);
    }

    private static void eachChunk(Rows rows, int count, Chunk body) {
        int width = rows.width();
        for (int first = 0; first < count; first += CHUNK) {
            int size = Math.min(CHUNK, count - first);
            float[] sample = new float[size * width];
            for (int i = 0; i < size; i++) {
                rows.copy((int) ((long) (first + i) * rows.count() / count), sample, i * width);
            }
            body.rows(sample, size);
        }
    }

    /** Reconstruction less target of each number; NaN where missing and for what is no number. */
    private float[] residuals(float[] rows, int count) {
        float[] reconstruction = model.reconstruct(rows);
        float[] residuals = new float[rows.length];
        int at = 0;
        int start = 0;
        for (int r = 0; r < count; r++) {
            for (Cell cell : cells) {
                for (int i = 0; i < cell.width(); i++) {
                    residuals[at + i] = cell.numeric() ? reconstruction[start + i] - rows[at + i] : Float.NaN;
                }
                at += cell.width();
                start += cell.outputs();
            }
        }
        return residuals;
    }

    /** Scores prepared rows. */
    Parts score(float[] rows, int count) {
        LossBatch batch = model.losses(rows);
        float[] parts = new float[rows.length];
        int width = rows.length / Math.max(1, count);
        float[] row = new float[width];
        for (int r = 0; r < count; r++) {
            model.spec().loss().parts(batch, r, row);
            System.arraycopy(row, 0, parts, r * width, width);
        }
        float[] reconstruction = batch.output();
        model.spec().loss().link(reconstruction, batch.outputs(), count);
        int at = 0;
        int start = 0;
        for (int r = 0; r < count; r++) {
            for (Cell cell : cells) {
                for (int i = 0; cell.numeric() && i < cell.width(); i++) {
                    float residual = reconstruction[start + i] - rows[at + i];
                    float scale = variance[at % width + i] + FLOOR * cell.deviation() * cell.deviation();
                    parts[at + i] = Float.isNaN(residual) ? 0f : 0.5f * residual * residual / scale;
                }
                at += cell.width();
                start += cell.outputs();
            }
        }
        return new Parts(means(rows, parts, count, width), parts, reconstruction);
    }

    private static double[] means(float[] rows, float[] parts, int count, int width) {
        double[] scores = new double[count];
        for (int r = 0; r < count; r++) {
            int present = 0;
            for (int i = r * width; i < (r + 1) * width; i++) {
                scores[r] += parts[i];
                present += Float.isNaN(rows[i]) ? 0 : 1;
            }
            scores[r] = present == 0 ? 0 : scores[r] / present;
        }
        return scores;
    }
}
