package io.hourglass.plan;

import java.util.Optional;

/**
 * How long to train.
 *
 * @param epochs the most passes over the rows; empty to fit the data, at most 200
 * @param batch the rows of an update; empty to fit the data
 * @param patience the epochs without a better validation loss after which training ends; 0 for no early stopping
 * @param seconds how long it may take at most
 * @param layerwise whether the layers are trained one after the other first, each for a quarter of the epochs
 */
public record LengthPlan(
        Optional<Integer> epochs, Optional<Integer> batch, int patience, double seconds, boolean layerwise) {
    /** Epochs that may pass without a better validation loss. */
    public static final int USUAL_PATIENCE = 10;

    public LengthPlan {
        if (epochs.isPresent() && epochs.get() < 1) {
            throw new IllegalArgumentException("training needs at least 1 epoch, got " + epochs.get());
        }
        if (batch.isPresent() && batch.get() < 1) {
            throw new IllegalArgumentException("a batch needs at least 1 row, got " + batch.get());
        }
        if (patience < 0) {
            throw new IllegalArgumentException("patience is 0 or more epochs, got " + patience);
        }
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("a time limit is positive, got " + seconds + " seconds");
        }
    }

    /** Fitted to the data, with patience, however long it takes. */
    public static LengthPlan defaults() {
        return new LengthPlan(Optional.empty(), Optional.empty(), USUAL_PATIENCE, Double.POSITIVE_INFINITY, false);
    }

    /** Without pre-training. */
    public LengthPlan(Optional<Integer> epochs, Optional<Integer> batch, int patience, double seconds) {
        this(epochs, batch, patience, seconds, false);
    }

    /** The same after the layers were trained one after the other. */
    public LengthPlan withLayerwise() {
        return new LengthPlan(epochs, batch, patience, seconds, true);
    }

    /** The same however long it takes. */
    public LengthPlan withoutLimit() {
        return new LengthPlan(epochs, batch, patience, Double.POSITIVE_INFINITY, layerwise);
    }

    /** The same with so many epochs. */
    public LengthPlan withEpochs(int most) {
        return new LengthPlan(Optional.of(most), batch, patience, seconds, layerwise);
    }

    /** The same with so many rows an update. */
    public LengthPlan withBatch(int rows) {
        return new LengthPlan(epochs, Optional.of(rows), patience, seconds, layerwise);
    }
}
