package io.hourglass.codec.block;

import io.hourglass.codec.model.ColumnPlan;

/**
 * How much time compressing may take.
 *
 * @param rows how many rows are looked at to choose contexts
 * @param singles contexts of one column, at most
 * @param chain columns of a joint context, at most
 * @param parts what else predicts: a sum of the parts of {@link ColumnPlan}
 * @param orders how many orders of the columns are tried
 */
public record Effort(int rows, int singles, int chain, int parts, int orders) {
    /** The least effort. */
    public static final int LEAST = 1;

    /** The greatest effort. */
    public static final int MOST = 9;

    /** The effort where none is asked for. */
    public static final int DEFAULT = 6;

    /**
     * The effort of a level.
     *
     * @throws IllegalArgumentException if the level is not 1 to 9
     */
    public static Effort of(int level) {
        if (level < LEAST || level > MOST) {
            throw new IllegalArgumentException("effort must be " + LEAST + " to " + MOST + ", got " + level);
        }
        int counted = ColumnPlan.NUMERIC | ColumnPlan.FAST;
        int all = counted | ColumnPlan.NETWORK;
        if (level == LEAST) {
            return new Effort(1024, 1, 0, ColumnPlan.LIGHT, 1);
        }
        if (level == 2) {
            return new Effort(4096, 1, 2, ColumnPlan.LIGHT, 1);
        }
        if (level <= 4) {
            return new Effort(4096, level - 1, 3, ColumnPlan.NUMERIC, 1);
        }
        if (level == 5) {
            return new Effort(8192, 4, 4, counted, 1);
        }
        return new Effort(level < 8 ? 16_384 : 65_536, 5, 4, all, level - 5);
    }

    /** Whether there is time for a model of bytes that are no table, and to code columns by few counters too and keep the smaller code. */
    boolean isPatient() {
        return (parts & ColumnPlan.NUMERIC) != 0;
    }
}
