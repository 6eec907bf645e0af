package io.hourglass.onednn;

/** Native floats added to an array of Java's, a cache's worth at a time: loops over buffers do not vectorise. */
final class Chunks {
    /** The floats of a chunk. */
    static final int SIZE = 4096;

    private Chunks() {}

    /** Adds {@code count} floats of a region to those of an array. */
    static void add(Region from, int start, int count, float[] to, int at, float[] chunk) {
        for (int done = 0; done < count; done += SIZE) {
            int size = Math.min(SIZE, count - done);
            from.floats().get(start + done, chunk, 0, size);
            add(chunk, to, at + done, size);
        }
    }

    private static void add(float[] chunk, float[] to, int at, int size) {
        for (int i = 0; i < size; i++) {
            to[at + i] += chunk[i];
        }
    }
}
