package io.hourglass.codec.model;

/** Numbers of a wide range that came before, found by their upper bits: the last one that began like this one. */
final class Repeats {
    private static final int BITS = 16;
    private static final int STRIDE = 6;
    private static final int LONGEST = 31;

    private final long[] numbers = new long[1 << BITS];
    private long candidate;
    private int run = -1;
    private int expected;

    /**
     * The bit that the number found has, or -1 if none is.
     *
     * @param level of the bit, from {@link LightModel#DEEP} on
     * @param prefix the bits above
     * @param shift the bits below
     */
    int expect(int level, long prefix, int shift) {
        if (level == LightModel.DEEP) {
            run = -1;
        }
        if (run >= 0 && candidate >>> (shift + 1) != prefix) {
            run = -1;
        }
        if (run < 0 && (level - LightModel.DEEP) % STRIDE == 0) {
            candidate = numbers[slot(level, prefix)] - 1;
            run = candidate >= 0 && candidate >>> (shift + 1) == prefix ? 0 : -1;
        } else if (run >= 0) {
            run = Math.min(LONGEST, run + 1);
        }
        expected = run < 0 ? -1 : (int) (candidate >>> shift) & 1;
        return expected;
    }

    /** The context of the decision: how long the number found has agreed, and its bit, or the level. */
    int state(int level) {
        return run < 0 ? level : (run + 2) << 7 | expected;
    }

    /** Keeps a number of so many bits. */
    void learn(long number, int width) {
        for (int level = LightModel.DEEP; level < width; level += STRIDE) {
            numbers[slot(level, number >>> (width - level))] = number + 1;
        }
    }

    private static int slot(int level, long prefix) {
        return (int) (Hash.spread(Hash.of(level, prefix)) >>> (64 - BITS));
    }
}
