package io.hourglass.network;

/**
 * How far a position of an image sees the image that a network is given: whoever cuts an image into tiles whose borders lie at multiples of
 * {@code coarsest} and overlap by {@code radius} gets what the whole would give.
 *
 * @param step the values of the network's input from one position here to the next
 * @param radius the farthest value of the input, from the position's own, that it depends on
 * @param coarsest the largest step up to here
 */
public record Reach(int step, int radius, int coarsest) {
    /** Of the image itself. */
    public static final Reach START = new Reach(1, 0, 1);

    /** After positions that see a window each. */
    Reach through(Window window) {
        int stride = Math.max(window.vertical().stride(), window.horizontal().stride());
        int next = Math.multiplyExact(step, stride);
        return new Reach(next, radius + step * window.reach(), Math.max(coarsest, next));
    }

    /** After positions that are spread over a window each. */
    Reach spread(Window window) {
        int stride = Math.max(window.vertical().stride(), window.horizontal().stride());
        int next = step / stride;
        return new Reach(next, radius + next * window.reach(), coarsest);
    }
}
