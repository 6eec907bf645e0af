package io.hourglass.training;

/**
 * When training ends before its last epoch. The weights of the best epoch are what comes out.
 *
 * @param patience how many epochs may pass without a better loss, of the validation rows where there are any; 0 for no early stopping
 * @param minimumGain how much lower a loss must be, as a share of the best, to count as better
 * @param seconds how long training may take; infinity for as long as it needs
 */
public record Stopping(int patience, double minimumGain, double seconds) {
    public Stopping {
        if (patience < 0 || !(minimumGain >= 0 && minimumGain < 1) || !(seconds > 0)) {
            throw new IllegalArgumentException(
                    "stopping needs a patience of 0 or more, a gain in 0 to below 1 and a positive time, got "
                            + patience + ", " + minimumGain + " and " + seconds);
        }
    }

    /** All epochs, however long they take. */
    public static Stopping never() {
        return new Stopping(0, 0, Double.POSITIVE_INFINITY);
    }

    /** After so many epochs without a better loss. */
    public static Stopping patience(int epochs) {
        return new Stopping(epochs, 0, Double.POSITIVE_INFINITY);
    }
}
