package io.hourglass.plan;

import io.hourglass.loss.ElementLoss;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Optimizer;
import io.hourglass.optimizer.Schedule;
import java.util.Optional;

/**
 * What is learnt by, and in what steps.
 *
 * @param loss of numbers and pixels; empty for the squared error, or cross-entropy for the pixels of a variational autoencoder.
 *     Categories and truth values always have their cross-entropy
 * @param optimizer how weights move
 * @param rate the learning rate; empty for one that fits the optimizer
 * @param schedule how the rate changes; empty for a cosine after a short rise
 * @param clipping what is done with large gradients
 * @param trim the share of rows that are not learnt after the first epoch, those that are rebuilt worst; 0 for none
 */
public record LearningPlan(
        Optional<ElementLoss> loss,
        Optimizer optimizer,
        Optional<Float> rate,
        Optional<Schedule> schedule,
        Clipping clipping,
        float trim) {
    public LearningPlan {
        if (rate.isPresent() && !(rate.get() > 0f && rate.get() < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a learning rate is positive, got " + rate.get());
        }
        if (!(trim >= 0f && trim < 1f)) {
            throw new IllegalArgumentException("the share of rows to trim lies in 0 to below 1, got " + trim);
        }
    }

    /** Learnt from all rows. */
    public LearningPlan(
            Optional<ElementLoss> loss,
            Optimizer optimizer,
            Optional<Float> rate,
            Optional<Schedule> schedule,
            Clipping clipping) {
        this(loss, optimizer, rate, schedule, clipping, 0f);
    }

    /** Adam, fitted to the data, without clipping. */
    public static LearningPlan defaults() {
        return new LearningPlan(Optional.empty(), new Adam(), Optional.empty(), Optional.empty(), new Clipping.None());
    }

    /** The same with a share of rows, those that are rebuilt worst, left out after the first epoch. */
    public LearningPlan withTrim(float share) {
        return new LearningPlan(loss, optimizer, rate, schedule, clipping, share);
    }

    /** The same with another learning rate. */
    public LearningPlan withRate(float other) {
        return new LearningPlan(loss, optimizer, Optional.of(other), schedule, clipping, trim);
    }

    /** The same with another loss. */
    public LearningPlan withLoss(ElementLoss other) {
        return new LearningPlan(Optional.of(other), optimizer, rate, schedule, clipping, trim);
    }
}
