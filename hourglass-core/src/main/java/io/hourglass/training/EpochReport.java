package io.hourglass.training;

/**
 * What an epoch came to.
 *
 * @param epoch its number, from 1
 * @param loss the mean loss of its batches, with the noise and the dropout of training
 * @param validationLoss the loss of the validation rows after it; NaN if there are none
 * @param rate the learning rate of its last update
 * @param seconds the time since training began, earlier parts of a resumed run included
 * @param rowsPerSecond the training rows of this epoch a second
 */
public record EpochReport(
        int epoch, double loss, double validationLoss, float rate, double seconds, double rowsPerSecond) {
    /** The loss by which epochs are compared: of the validation rows where there are any. */
    public double judged() {
        return Double.isNaN(validationLoss) ? loss : validationLoss;
    }
}
