package io.hourglass.data.source;

import java.util.Arrays;

/**
 * Counts different texts up to a limit, by 64-bit hashes in an open table: eight to sixteen bytes a text, and two texts taken for one
 * with odds of 1e-9 at a hundred thousand.
 */
final class DistinctCount {
    private static final long FREE = 0;

    private final int limit;
    private long[] slots = new long[64];
    private int count;

    DistinctCount(int limit) {
        this.limit = limit;
    }

    /** The number of different texts added; limit + 1 if there were more than the limit. */
    int count() {
        return count;
    }

    /** Adds a text. */
    void add(String text) {
        if (count > limit) {
            return;
        }
        if (count * 2 >= slots.length) {
            grow();
        }
        if (put(slots, hash(text))) {
            count++;
        }
        if (count > limit) {
            slots = new long[0];
        }
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(slot -> slot != FREE).forEach(slot -> put(larger, slot));
        slots = larger;
    }

    private static boolean put(long[] slots, long hash) {
        int at = (int) hash & (slots.length - 1);
        while (slots[at] != FREE) {
            if (slots[at] == hash) {
                return false;
            }
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = hash;
        return true;
    }

    private static long hash(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash == FREE ? 1 : hash;
    }
}
