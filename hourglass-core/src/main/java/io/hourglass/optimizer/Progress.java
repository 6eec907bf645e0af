package io.hourglass.optimizer;

import java.util.List;

/**
 * How far a training is, when it is about to make a step: all that a schedule may look at, so that a resumed training has the
 * same rates as one that never stopped.
 *
 * @param step the step about to be made, counted from 1
 * @param totalSteps how many steps the plan has, at least 1
 * @param epoch the epoch it belongs to, counted from 1
 * @param validationLosses the validation loss after each epoch that has ended, in order; NaN where there was none
 */
public record Progress(long step, long totalSteps, int epoch, List<Double> validationLosses) {
    public Progress {
        if (step < 1 || totalSteps < 1 || epoch < 1) {
            throw new IllegalArgumentException(
                    "steps and epochs count from 1, got step " + step + " of " + totalSteps + " in epoch " + epoch);
        }
        validationLosses = List.copyOf(validationLosses);
    }
}
