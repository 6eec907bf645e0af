package io.hourglass.codec.model;

/** Mixing of context values into 64 bits. */
final class Hash {
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private Hash() {}

    static long of(long hash, long value) {
        long h = (hash ^ (value + 0x632be59bd9b4e019L)) * FACTOR;
        return h ^ (h >>> 29);
    }

    /** Spreads a hash over all bits, for a table's index in the upper ones and a check in the lower. */
    static long spread(long hash) {
        long h = hash * 0xd6e8feb86659fd93L;
        h ^= h >>> 32;
        return h * 0xd6e8feb86659fd93L;
    }
}
