package io.hourglass.onednn;

/**
 * Where gradients go: the model's flat block, on the heap.
 *
 * @param block the flat block
 * @param adding whether they are added to what is there
 * @param chunk room for {@link #CHUNK} floats to add through: loops over buffers do not vectorise
 */
record Gradient(float[] block, boolean adding, float[] chunk) {
    /** The floats that are added at a time: what the first-level cache holds with room to spare. */
    static final int CHUNK = 4096;

    /** Takes floats from the start of a region on. */
    void take(Region from, int start, int count, int at) {
        if (!adding) {
            from.floats().get(start, block, at, count);
            return;
        }
        add(from, start, count, at);
    }

    /** Adds floats of a region, whether or not what is there counts otherwise. */
    void add(Region from, int start, int count, int at) {
        for (int done = 0; done < count; done += CHUNK) {
            int size = Math.min(CHUNK, count - done);
            from.floats().get(start + done, chunk, 0, size);
            for (int i = 0; i < size; i++) {
                block[at + done + i] += chunk[i];
            }
        }
    }
}
