package io.hourglass.codec.coder;

/**
 * Codes one binary decision after another. A model runs the same way over an encoder and a decoder: it states how probable
 * a one is, and goes on with the bit that comes back.
 */
public interface BitCoder {
    /** Probabilities are in units of 1 / 65536. */
    int ONE = 1 << 16;

    /**
     * Codes a decision.
     *
     * @param bit the decision, 0 or 1; a decoder does not look at it
     * @param probability of a one, 1 to 65535
     * @return the decision: the one given, or the one decoded
     */
    int code(int bit, int probability);
}
