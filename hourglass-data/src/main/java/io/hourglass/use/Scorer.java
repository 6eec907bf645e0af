package io.hourglass.use;

import io.hourglass.cell.Cell;
import io.hourglass.loss.Loss;
import io.hourglass.loss.LossBatch;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.training.Rows;
import java.util.Arrays;

/**
 * How strange rows are. A prepared number counts ½ r² / (v + 0.1 s²), with its residual r, the variance v of that residual over the
 * training rows and the column's own variance s²; a level or truth value counts -ln of the probability that it was given. A row's
 * score is the mean over its values that are not missing; higher is stranger. See {@code docs/maths/scores.md}.
 */
public final class Scorer {
    /** Keeps a column that is always rebuilt exactly from deciding alone. */
    private static final double FLOOR = 0.1;
    /** No value counts more, so that a row's score is always a number. */
    static final float MOST = 1e30f;

    private static final int SAMPLE = 20_000;
    /** Of rows as wide as images fewer say as much, value by value. */
    private static final int FEWEST = 1000;

    private static final int WIDE = 1 << 24;
    private static final int CHUNK = 1024;
    private static final int QUANTILES = 1000;

    private final Autoencoder model;
    /** For each prepared number its output; -1 for levels and truth values. */
    private final int[] output;
    /** What the square of each prepared number's residual counts. */
    private final float[] weight;

    private final boolean numbersAlone;

    Scorer(Autoencoder model, float[] variance) {
        this.model = model;
        this.output = new int[variance.length];
        this.weight = weights(model.spec(), variance);
        int at = 0;
        int start = 0;
        for (Cell cell : model.spec().cells()) {
            for (int i = 0; i < cell.width(); i++) {
                output[at++] = cell.numeric() ? start + i : -1;
            }
            start += cell.outputs();
        }
        this.numbersAlone = Arrays.stream(output).noneMatch(place -> place < 0);
    }

    /** What the square of each prepared number's residual counts; nothing is read of those of levels and truth values. */
    public static float[] weights(AutoencoderSpec spec, ScoreProfile profile) {
        return weights(spec, profile.variance());
    }

    private static float[] weights(AutoencoderSpec spec, float[] variance) {
        float[] weights = new float[variance.length];
        int at = 0;
        for (Cell cell : spec.cells()) {
            for (int i = 0; i < cell.width(); i++) {
                weights[at] = (float) (0.5 / (variance[at] + FLOOR * cell.deviation() * cell.deviation()));
                at++;
            }
        }
        return weights;
    }

    /** How many threads may score at once. */
    int threads() {
        return model.threads();
    }

    /** The scores of rows, and what they are made of. */
    record Parts(double[] scores, float[] parts, float[] reconstruction) {}

    /** The profile of training rows, from at most 20,000 of them, or as many as hold 2^24 values, evenly spaced. */
    public static ScoreProfile profile(Autoencoder model, Rows rows) {
        return profile(model, rows, rows);
    }

    /**
     * The profile of training rows of which some were left out.
     *
     * @param learnt those that were learnt from, whose residuals are what is usual
     * @param rows all of them, whose scores thresholds are found among
     */
    public static ScoreProfile profile(Autoencoder model, Rows learnt, Rows rows) {
        int most = Math.max(FEWEST, Math.min(SAMPLE, WIDE / rows.width()));
        float[] variance = variance(model, learnt, Math.min(most, learnt.count()));
        int count = Math.min(most, rows.count());
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

    /** The mean square of each number's residual; 0 for levels, truth values and what was never there. */
    private static float[] variance(Autoencoder model, Rows rows, int count) {
        int width = rows.width();
        int[] output = new Scorer(model, new float[width]).output;
        double[] squares = new double[width];
        long[] present = new long[width];
        eachChunk(rows, count, (sample, size) -> {
            float[] reconstruction = model.reconstruct(sample);
            int outputs = reconstruction.length / size;
            for (int i = 0; i < sample.length; i++) {
                int place = output[i % width];
                if (place >= 0 && !Float.isNaN(sample[i])) {
                    double residual = (double) reconstruction[i / width * outputs + place] - sample[i];
                    squares[i % width] += residual * residual;
                    present[i % width]++;
                }
            }
        });
        float[] variance = new float[width];
        for (int i = 0; i < width; i++) {
            double mean = squares[i] / Math.max(1, present[i]);
            variance[i] = mean < MOST ? (float) mean : MOST;
        }
        return variance;
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

    /** Scores prepared rows; at least one. */
    Parts score(float[] rows, int count) {
        float[] parts = new float[rows.length];
        float[] reconstruction = numbersAlone ? model.reconstruct(rows) : others(rows, parts, count);
        int outputs = reconstruction.length / count;
        double[] scores = new double[count];
        int width = output.length;
        for (int r = 0; r < count; r++) {
            int at = r * width;
            int present = 0;
            double sum = 0;
            for (int i = 0; i < width; i++) {
                float cell = rows[at + i];
                if (!Float.isNaN(cell)) {
                    float part = parts[at + i];
                    if (output[i] >= 0) {
                        float residual = reconstruction[r * outputs + output[i]] - cell;
                        part = residual * residual * weight[i]; // in floats: conversions would take most of the time
                    }
                    part = part < MOST ? part : MOST; // so is what is not a number
                    parts[at + i] = part;
                    sum += part;
                    present++;
                }
            }
            scores[r] = sum / Math.max(1, present);
        }
        return new Parts(scores, parts, reconstruction);
    }

    /** Sets the parts of levels and truth values; those of numbers are set too, to something else. Gives the reconstruction. */
    private float[] others(float[] rows, float[] parts, int count) {
        LossBatch batch = model.losses(rows);
        Loss loss = model.spec().loss();
        float[] row = new float[output.length];
        for (int r = 0; r < count; r++) {
            loss.parts(batch, r, row);
            System.arraycopy(row, 0, parts, r * row.length, row.length);
        }
        return model.reconstructions(batch);
    }
}
