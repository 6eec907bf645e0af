package io.hourglass.training;

import java.util.Arrays;

/** Leaves out the rows with the largest losses. */
final class Trimming {
    private Trimming() {}

    /** Which rows of a batch have the largest losses, the first of equal ones first; null if the share comes to none. */
    static boolean[] largest(double[] losses, int count, float share) {
        int most = (int) (share * count);
        if (most == 0) {
            return null;
        }
        double least = Arrays.stream(losses, 0, count).sorted().toArray()[count - most];
        boolean[] largest = new boolean[count];
        int beyond = 0;
        for (int r = 0; r < count; r++) {
            largest[r] = losses[r] > least;
            beyond += largest[r] ? 1 : 0;
        }
        for (int r = 0; r < count && beyond < most; r++) {
            if (losses[r] == least) {
                largest[r] = true;
                beyond++;
            }
        }
        return largest;
    }

    /** Clears the gradients of rows that are left out, and scales the others' to those of their own mean; gives the scale. */
    static float leaveOut(boolean[] left, float[] gradients, int width) {
        int kept = 0;
        for (boolean out : left) {
            kept += out ? 0 : 1;
        }
        float scale = (float) left.length / kept;
        for (int i = 0; i < left.length * width; i++) {
            gradients[i] *= scale;
        }
        clear(left, gradients, width);
        return scale;
    }

    /** Clears the gradients of rows that are left out. */
    static void clear(boolean[] left, float[] gradients, int width) {
        for (int r = 0; r < left.length; r++) {
            if (left[r]) {
                Arrays.fill(gradients, r * width, (r + 1) * width, 0f);
            }
        }
    }

    /** The mean of all but a share of losses, the largest; they are sorted. */
    static double mean(double[] losses, float share) {
        Arrays.sort(losses);
        int kept = losses.length - (int) (share * losses.length);
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += losses[i];
        }
        return sum / kept;
    }
}
