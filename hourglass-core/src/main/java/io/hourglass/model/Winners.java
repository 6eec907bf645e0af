package io.hourglass.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The largest values of ranges, and what brings back units that never are among them. */
final class Winners {
    /** Batches without a win after which a unit is dead. */
    static final int DEAD = 50;

    private Winners() {}

    /**
     * Keeps the largest values of a range and sets the others to zero; of equals the first are kept.
     *
     * @param count how many to keep, at most as many as there are
     * @return the least value kept
     */
    static float keep(float[] h, float[] z, int from, int to, int count) {
        float[] sorted = Arrays.copyOfRange(h, from, to);
        Arrays.sort(sorted);
        float least = sorted[sorted.length - count];
        int equals = count;
        for (int i = from; i < to; i++) {
            equals -= h[i] > least ? 1 : 0;
        }
        for (int i = from; i < to; i++) {
            boolean tied = h[i] == least && equals > 0;
            equals -= tied ? 1 : 0;
            z[i] = tied || h[i] > least ? h[i] : 0f;
        }
        return least;
    }

    /** Counts, for each unit, the batches since it last was kept. */
    static void count(CodeBatch batch, int at) {
        float[] idle = batch.state().block();
        for (int i = 0; i < batch.code(); i++) {
            boolean won = false;
            for (int r = 0; r < batch.rows() && !won; r++) {
                won = batch.z()[r * batch.code() + i] != 0f;
            }
            idle[at + i] = won ? 0f : Math.min(idle[at + i] + 1f, DEAD);
        }
    }

    /** The units that are dead. */
    static int[] dead(CodeBatch batch, int at) {
        return IntStream.range(0, batch.code())
                .filter(i -> batch.state().block()[at + i] >= DEAD)
                .toArray();
    }

    /**
     * Adds to codes, in every row, the largest values of dead units.
     *
     * @param units the dead units; at least one
     * @param count how many of them, at most all
     * @param more the codes with them, set
     */
    static void addDead(CodeBatch batch, int[] units, int count, float[] more) {
        System.arraycopy(batch.z(), 0, more, 0, batch.rows() * batch.code());
        float[] values = new float[units.length];
        float[] kept = new float[units.length];
        for (int r = 0; r < batch.rows(); r++) {
            for (int i = 0; i < units.length; i++) {
                values[i] = batch.h()[r * batch.code() + units[i]];
            }
            keep(values, kept, 0, units.length, Math.min(count, units.length));
            for (int i = 0; i < units.length; i++) {
                more[r * batch.code() + units[i]] = kept[i];
            }
        }
    }

    /** Adds the gradients of dead units that were added. */
    static void passDead(CodeBatch batch, int[] units, float[] more, float[] dMore, float[] dh) {
        for (int r = 0; r < batch.rows(); r++) {
            for (int unit : units) {
                int place = r * batch.code() + unit;
                dh[place] += more[place] != 0f ? dMore[place] : 0f;
            }
        }
    }

    /** The gradients of the values that were kept. */
    static void pass(CodeBatch batch, float[] dz, float[] dh) {
        for (int i = 0; i < batch.rows() * batch.code(); i++) {
            dh[i] = batch.z()[i] != 0f ? dz[i] : 0f;
        }
    }

    /** The settings, checked. */
    static void require(int k, float revival) {
        if (k < 1) {
            throw new IllegalArgumentException(
                    "k is the number of a code's numbers that are not zero, at least 1, got " + k);
        }
        Bottleneck.requireWeight("the weight of the revival", revival);
    }
}
