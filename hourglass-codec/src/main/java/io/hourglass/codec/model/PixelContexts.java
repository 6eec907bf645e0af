package io.hourglass.codec.model;

import java.util.List;

/** The contexts of a byte of a sample: hashes of what is around it. */
final class PixelContexts {
    private static final int ALL = 15;

    private final int bytes;
    private final int[] chosen;
    private final long[] all = new long[ALL];
    private final long[] contexts;
    private final int[] p = new int[PixelNeighbours.PREDICTIONS];
    private long refining;

    /**
     * @param bytes of a sample
     * @param chosen which of the contexts are made
     */
    PixelContexts(int bytes, List<Integer> chosen) {
        this.bytes = bytes;
        this.chosen = chosen.stream().mapToInt(Integer::intValue).toArray();
        contexts = new long[chosen.size()];
    }

    int count() {
        return contexts.length;
    }

    long context(int i) {
        return contexts[i];
    }

    /** The context of the best expectation and of how far off it was. */
    long refining() {
        return refining;
    }

    /** A prediction as it bears on one byte, the bytes above being known. */
    private int view(int prediction, int above, int part) {
        return part == bytes - 1 ? Math.max(0, Math.min(255, prediction - (above << 8))) : prediction >> 8;
    }

    /**
     * Makes the contexts.
     *
     * @param place one more than the place in the image, 0 in large images
     * @param above the bytes of the sample above this one
     * @param part which of its bytes it is, 0 for the uppermost
     */
    void look(PixelNeighbours a, PixelExpectations expectations, int place, int channel, int above, int part) {
        int w = view(a.west, above, part);
        int n = view(a.north, above, part);
        int nw = view(a.northWest, above, part);
        int ne = view(a.northEast, above, part);
        int ww = view(a.westWest, above, part);
        int nn = view(a.northNorth, above, part);
        int mean = view(a.mean, above, part);
        for (int i = 0; i < p.length; i++) {
            p[i] = view(a.predictions[i], above, part);
        }
        int best = view((expectations.best() + 4) >> 3, above, part);
        int texture = Math.min(15, level(a.texture * 8));
        int level = level(expectations.bestError());
        int beside = bytes == 1 ? a.beside : a.beside >> 8;
        put(0, place, 0, 0, 0);
        put(1, w, n, 0, 0);
        put(2, w >> 2, n >> 2, nw >> 2, ne >> 2);
        put(3, p[7], texture, 0, 0);
        put(4, w, ww, 0, beside);
        put(5, n, nn, beside >> 3, 0);
        put(6, p[1], w >> 3, 0, 0);
        put(7, best, level, 0, 0);
        put(8, best, p[7] >> 2, beside >> 4, 0);
        put(9, mean, w >> 2, n >> 2, 0);
        put(10, p[3], (n - nw) >> 2, 0, 0);
        put(11, w, ne, nw >> 3, n >> 1);
        put(12, p[5], p[6] >> 1, 0, 0);
        put(13, ((long) w << 16) | (n << 8) | nw, ne, ww, nn);
        put(14, place, (w + n) >> 4, beside >> 4, 0);
        long base = Hash.of(channel * 2L + part, part == 0 ? 0 : above + 1);
        for (int i = 0; i < chosen.length; i++) {
            contexts[i] = Hash.of(all[chosen[i]], base);
        }
        refining = Hash.of(all[7], base);
    }

    private void put(int index, long a, int b, int c, int d) {
        all[index] = Hash.of(Hash.of(index, (a << 16) | b), ((long) c << 16) | (d & 0xffff));
    }

    /** A size on a scale of halves of powers of two. */
    static int level(int size) {
        int x = size + 1;
        int length = 31 - Integer.numberOfLeadingZeros(x);
        return 2 * length + (length == 0 ? 0 : (x >> (length - 1)) & 1);
    }
}
