package io.hourglass.sequential;

import io.hourglass.model.Autoencoder;
import io.hourglass.training.History;
import io.hourglass.training.TrainingResult;
import java.util.List;

/** A fitted chain: immutable, and safe to share between threads. */
public final class Fitted {
    private final TrainingResult result;

    Fitted(TrainingResult result) {
        this.result = result;
    }

    /** The codes of rows: the output of the narrowest layer. */
    public float[][] encode(float[][] x) {
        return autoencoder().encode(x);
    }

    /** The rows that codes stand for. */
    public float[][] decode(float[][] codes) {
        return autoencoder().decode(codes);
    }

    /** The reconstructions of rows; what Keras calls predict. */
    public float[][] predict(float[][] x) {
        return autoencoder().reconstruct(x);
    }

    /**
     * The mean loss of rows.
     *
     * @throws IllegalArgumentException if there are none
     */
    public double evaluate(float[][] x) {
        if (x.length == 0) {
            throw new IllegalArgumentException("the mean loss needs at least 1 row, got none");
        }
        double sum = 0;
        for (float[] row : x) {
            sum += autoencoder().losses(row).rowLoss()[0];
        }
        return sum / x.length;
    }

    /** How fitting went. */
    public History history() {
        return result.history();
    }

    /** What deserves a look after fitting, in sentences. */
    public List<String> findings() {
        return result.findings();
    }

    /** The autoencoder itself. */
    public Autoencoder autoencoder() {
        return result.model();
    }
}
