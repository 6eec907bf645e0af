package io.hourglass.codec.coder;

import java.util.Arrays;

/** Keeps decisions with their probabilities, so that what several ways of coding cost can be compared before one is written. */
public final class DecisionTape implements BitCoder {
    /** What a bit of this probability costs, in units of 1 / 65536 bit, by the probability's upper 12 bits. */
    private static final int[] COST = costs();

    private char[] decisions = new char[1 << 12];
    private int length;
    private long cost;

    private static int[] costs() {
        int[] costs = new int[1 << 12];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = (int) Math.round(-65536 * Logistic.log2((i + 0.5) / costs.length));
        }
        return costs;
    }

    /** What a decision costs, in units of 1 / 65536 bit, if a one had this probability. */
    public static int cost(int bit, int probability) {
        int even = BitWriter.even(probability);
        return COST[(bit != 0 ? even : ONE - even) >>> 4];
    }

    @Override
    public int code(int bit, int probability) {
        if (length == decisions.length) {
            decisions = Arrays.copyOf(decisions, length * 2);
        }
        decisions[length++] = (char) (BitWriter.even(probability) | bit);
        cost += cost(bit, probability);
        return bit;
    }

    /** The cost of all decisions, in bytes. */
    public long bytes() {
        return cost >>> 19;
    }

    /** The cost of all decisions, in units of 1 / 65536 bit. */
    public long cost() {
        return cost;
    }

    /**
     * A decoder's stand-in: gives the decisions of this tape, one after another.
     *
     * @return a coder that throws IllegalStateException where a probability is another than when the decision was coded
     */
    public BitCoder reading() {
        int[] next = new int[1];
        return (ignored, probability) -> {
            int at = next[0]++;
            if (at >= length || (decisions[at] & ~1) != BitWriter.even(probability)) {
                throw new IllegalStateException("a model does not decode as it encoded, at decision " + at);
            }
            return decisions[at] & 1;
        };
    }

    /** Decodes as many decisions as were coded, with their probabilities. False where one comes out otherwise. */
    public boolean matches(BitCoder decoder) {
        for (int i = 0; i < length; i++) {
            if (decoder.code(0, decisions[i] & ~1) != (decisions[i] & 1)) {
                return false;
            }
        }
        return true;
    }

    /** Codes all decisions again. */
    public void replay(BitCoder coder) {
        for (int i = 0; i < length; i++) {
            coder.code(decisions[i] & 1, decisions[i] & ~1);
        }
    }
}
