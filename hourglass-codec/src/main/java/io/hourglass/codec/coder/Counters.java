package io.hourglass.codec.coder;

import java.util.Arrays;

/**
 * Adaptive probabilities by context, in a hash table. A counter is one long: a probability of 22 bits that starts as a mean
 * and becomes an exponential one, a fast probability of 16 bits, how often it was seen (10 bits), and 16 bits of its
 * context's hash to tell contexts apart.
 */
public final class Counters {
    private static final int SEEN_SHIFT = 16;
    private static final int FAST_SHIFT = 26;
    private static final int SLOW_SHIFT = 42;
    private static final long EMPTY = (1L << 63) | (1L << (FAST_SHIFT + 15));
    private static final int SEEN_LIMIT = 1000;
    private static final int[] RATE = rates();

    private final long[] slots;
    private final int bits;
    private final int limit;

    /**
     * @param bits the table has 2^bits counters
     * @param limit how many observations the slow mean remembers, at most 1000
     */
    public Counters(int bits, int limit) {
        this.bits = bits;
        this.limit = Math.min(limit, SEEN_LIMIT);
        this.slots = new long[1 << bits];
        Arrays.fill(slots, EMPTY);
    }

    private static int[] rates() {
        int[] rates = new int[SEEN_LIMIT + 1];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (int) (65536 / (i + 1.6));
        }
        return rates;
    }

    /** Where the counter of a hashed context is; an older, less used one makes room. */
    public int find(long hash) {
        int index = (int) (hash >>> (64 - bits));
        long check = hash & 0xffff;
        long slot = slots[index];
        if ((slot & 0xffff) == check) {
            return index;
        }
        int other = index ^ 1;
        long neighbour = slots[other];
        if ((neighbour & 0xffff) == check) {
            return other;
        }
        int chosen = seen(slot) <= seen(neighbour) ? index : other;
        slots[chosen] = EMPTY | check;
        return chosen;
    }

    private static int seen(long slot) {
        return (int) (slot >>> SEEN_SHIFT) & 0x3ff;
    }

    /** How often the counter was updated, at most 1000. */
    public int seen(int index) {
        return seen(slots[index]);
    }

    /** The slow probability of a one. */
    public int slow(int index) {
        return Math.max(1, (int) (slots[index] >>> (SLOW_SHIFT + 6)));
    }

    /** The fast probability of a one. */
    public int fast(int index) {
        return Math.max(1, (int) (slots[index] >>> FAST_SHIFT) & 0xffff);
    }

    /** Learns a bit. */
    public void update(int index, int bit) {
        long slot = slots[index];
        int seen = seen(slot);
        int slow = (int) (slot >>> SLOW_SHIFT);
        int fast = (int) (slot >>> FAST_SHIFT) & 0xffff;
        int target = bit == 0 ? 0 : (1 << 22) - 1;
        slow += (int) (((long) (target - slow) * RATE[Math.min(seen, limit)]) >> 16);
        fast += (((bit == 0 ? 0 : 0xffff) - fast) * Math.max(3277, RATE[Math.min(seen, limit)])) >> 16;
        if (seen < SEEN_LIMIT) {
            seen++;
        }
        slots[index] = ((long) slow << SLOW_SHIFT)
                | ((long) fast << FAST_SHIFT)
                | ((long) seen << SEEN_SHIFT)
                | (slot & 0xffff);
    }
}
