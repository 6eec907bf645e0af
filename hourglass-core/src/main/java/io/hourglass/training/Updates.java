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
 */
public record Updates(Optimizer optimizer, float rate, Schedule schedule, Clipping clipping) {
    public Updates {
        if (!(rate > 0f && rate < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a learning rate is positive, got " + rate);
        }
    }
}
