package io.hourglass.training;

import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Optimizer;
import io.hourglass.optimizer.Schedule;

/**
 * How weights move.
 *
 * @param optimizer the rule
 * @param rate the base learning rate
 * @param schedule how the rate changes
 * @param clipping what is done with large gradients
 * @param trim the share of a batch's rows, those with the largest losses, that have no say in an update after the first epoch, so
 *     that dirty rows are not learnt (least trimmed squares: Rousseeuw 1984, section 4, batch by batch); statistics of a batch as a whole,
 *     such as a batch norm's, still see them; 0 for none
 */
public record Updates(Optimizer optimizer, float rate, Schedule schedule, Clipping clipping, float trim) {
    public Updates {
        if (!(trim >= 0f && trim < 1f)) {
            throw new IllegalArgumentException("the share of rows to trim lies in 0 to below 1, got " + trim);
        }
        if (!(rate > 0f && rate < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a learning rate is positive, got " + rate);
        }
    }

    /** Updates in which all rows have their say. */
    public Updates(Optimizer optimizer, float rate, Schedule schedule, Clipping clipping) {
        this(optimizer, rate, schedule, clipping, 0f);
    }
}
