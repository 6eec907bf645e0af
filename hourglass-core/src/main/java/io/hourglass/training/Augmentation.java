package io.hourglass.training;

import io.hourglass.math.RandomStream;
import io.hourglass.network.Shape;
import java.util.Arrays;

/**
 * Images that are a little different each time they are learnt from: moved, mirrored, and with a square of what the encoder sees
 * covered (DeVries and Taylor 2017); the reconstruction is compared with the uncovered image. What is drawn is a function of the key.
 *
 * @param image height, width and channels
 * @param shift the most pixels that an image is moved by, along both sides; what comes in repeats the edge
 * @param flip whether every other image is mirrored, left to right
 * @param cut the side of the square in pixels; 0 for none. It may lie over the edge
 */
public record Augmentation(Shape image, int shift, boolean flip, int cut) {
    private static final long MOVED = 1;
    private static final long COVERED = 2;

    public Augmentation {
        if (shift < 0 || cut < 0 || image.dimensions().size() != 3) {
            throw new IllegalArgumentException("images of height, width and channels are moved and covered by 0 or more"
                    + " pixels, got " + image + ", " + shift + " and " + cut);
        }
    }

    /**
     * Moves and mirrors rows of an array in place.
     *
     * @param rows images, one after the other
     * @param count how many
     * @param key what is drawn by
     */
    public void move(float[] rows, int count, long key) {
        int size = image.size();
        float[] before = new float[size];
        for (int r = 0; r < count; r++) {
            RandomStream random = RandomStream.of(key, MOVED, r);
            int down = random.nextInt(2 * shift + 1) - shift;
            int right = random.nextInt(2 * shift + 1) - shift;
            boolean mirrored = flip && random.nextInt(2) == 1;
            if (down != 0 || right != 0 || mirrored) {
                System.arraycopy(rows, r * size, before, 0, size);
                move(before, rows, r * size, new int[] {down, right}, mirrored);
            }
        }
    }

    private void move(float[] before, float[] after, int at, int[] by, boolean mirrored) {
        int height = image.at(0);
        int width = image.at(1);
        int channels = image.last();
        int place = at;
        for (int y = 0; y < height; y++) {
            int fromY = Math.max(0, Math.min(height - 1, y - by[0]));
            for (int x = 0; x < width; x++) {
                int fromX = Math.max(0, Math.min(width - 1, x - by[1]));
                int column = mirrored ? width - 1 - fromX : fromX;
                System.arraycopy(before, (fromY * width + column) * channels, after, place, channels);
                place += channels;
            }
        }
    }

    /** Covers a square of each row of an array with the row's mean. */
    void cover(float[] rows, int count, long key) {
        int size = image.size();
        int width = image.at(1);
        int channels = image.last();
        for (int r = 0; cut > 0 && r < count; r++) {
            RandomStream random = RandomStream.of(key, COVERED, r);
            int top = random.nextInt(image.at(0)) - cut / 2;
            int left = random.nextInt(width) - cut / 2;
            int from = Math.max(0, left);
            int to = Math.min(width, left + cut);
            float mean = mean(rows, r * size, size);
            for (int y = Math.max(0, top); y < Math.min(image.at(0), top + cut); y++) {
                int line = r * size + y * width * channels;
                Arrays.fill(rows, line + from * channels, line + to * channels, mean);
            }
        }
    }

    private static float mean(float[] values, int at, int count) {
        double sum = 0;
        for (int i = at; i < at + count; i++) {
            sum += values[i];
        }
        return (float) (sum / count);
    }
}
