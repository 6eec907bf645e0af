package io.hourglass.math;

/**
 * A stream of random numbers that is a function of a key and a position: draw number i is SplitMix64's finalizer of
 * key + (i + 1) g, with g the odd number nearest to 2^64 over the golden ratio (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014). The same key and position give the same numbers on every machine, so a
 * checkpoint needs nothing else. Independent streams come from {@link #of}. Not safe for threads: give each its own.
 */
public final class RandomStream {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long key;
    private long position;

    /** The stream of a key, at position 0. Keys that differ by a small multiple of g overlap; {@link #of} avoids that. */
    public RandomStream(long key) {
        this.key = key;
    }

    /**
     * The stream of a seed and a path below it, for instance epoch and batch. Every other path, in value, order or length,
     * gives an unrelated stream.
     */
    public static RandomStream of(long seed, long... path) {
        long key = finish(seed + GOLDEN);
        for (long step : path) {
            key = finish(finish(key ^ step) + GOLDEN);
        }
        return new RandomStream(key);
    }

    /** SplitMix64's finalizer (Stafford's variant 13). */
    private static long finish(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** How many 64-bit draws were made: what {@link #seek} needs to go on from here. */
    public long position() {
        return position;
    }

    /** Goes to a position that {@link #position} gave, forwards or back. */
    public void seek(long position) {
        this.position = position;
    }

    /** 64 random bits; one draw. */
    public long nextLong() {
        position++;
        return finish(key + position * GOLDEN);
    }

    /**
     * A number in [0, bound), every one equally likely; nearly always one draw (Lemire, "Fast random integer generation in an
     * interval", 2019, algorithm 5).
     *
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("a random number needs a bound of at least 1, got " + bound);
        }
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xffffffffL) < bound) {
            long threshold = (1L << 32) % bound;
            while ((product & 0xffffffffL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** A multiple of 2^-24 in [0, 1); one draw. */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** A multiple of 2^-53 in [0, 1); one draw. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /**
     * A standard normal deviate, never 0 and at most 7.54 in size; exactly one draw, so that positions can be counted. Box and
     * Muller's method (1958): 40 of the bits give the radius, 24 the angle. The sine is taken over half a turn, where it has
     * the same distribution as the cosine over a whole one.
     */
    public float nextGaussian() {
        long bits = nextLong();
        double radius = Math.sqrt(-2 * ShortFunctions.log(((bits >>> 24) + 0.5) * 0x1p-40));
        double turn = ((bits & 0xffffff) + 0.5) * 0x1p-25 - 0.25;
        return (float) (radius * ShortFunctions.sineOfTurns(turn));
    }

    /** So many of them, in order. */
    public float[] gaussians(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = nextGaussian();
        }
        return values;
    }

    /** Puts the values into a random order (Durstenfeld's shuffle, from the end). */
    public void shuffle(int[] values) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = nextInt(last + 1);
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
    }

    /**
     * The numbers from 0 to n - 1 in a random order.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("a permutation needs a length of at least 0, got " + n);
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        shuffle(order);
        return order;
    }
}
