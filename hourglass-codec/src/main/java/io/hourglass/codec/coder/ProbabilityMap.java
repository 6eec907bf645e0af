package io.hourglass.codec.coder;

/**
 * Maps a probability to the one that was observed under it in a context: an adaptive probability map, or secondary symbol
 * estimation. Between the 25 knots of a context it interpolates.
 */
public final class ProbabilityMap {
    private static final int KNOTS = 25;
    private static final int STEP = 1024;

    private final char[] map;
    private final int rate;
    private int index;

    /**
     * @param contexts how many contexts there are
     * @param rate a knot moves by 2^-rate of its error
     */
    public ProbabilityMap(int contexts, int rate) {
        map = new char[contexts * KNOTS];
        this.rate = rate;
        for (int i = 0; i < KNOTS; i++) {
            map[i] = (char) Logistic.squash((i - KNOTS / 2) * STEP);
        }
        // the contexts begin alike: what is filled is copied behind itself
        for (int filled = KNOTS; filled < map.length; filled *= 2) {
            System.arraycopy(map, 0, map, filled, Math.min(filled, map.length - filled));
        }
    }

    /** The refined probability, 1 to 65535, of a stretched one. */
    public int refine(int stretched, int context) {
        int x = Math.max(0, Math.min((KNOTS - 1) * STEP - 1, stretched + KNOTS / 2 * STEP));
        int knot = x / STEP;
        int part = x % STEP;
        int at = context * KNOTS + knot;
        index = part >= STEP / 2 ? at + 1 : at;
        int p = (map[at] * (STEP - part) + map[at + 1] * part) / STEP;
        return Math.max(1, Math.min(BitCoder.ONE - 1, p));
    }

    /** Learns a bit: the nearer knot moves. */
    public void update(int bit) {
        int target = bit == 0 ? 0 : BitCoder.ONE - 1;
        map[index] += (char) ((target - map[index]) >> rate);
    }
}
