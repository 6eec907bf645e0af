package io.hourglass.training;

import java.util.ArrayList;
import java.util.List;

/** Rows in memory, in blocks, so that there may be more values than one array holds. */
public final class MemoryRows implements Rows {
    private static final int BLOCK_VALUES = 1 << 18;

    private final int width;
    private final int rowsPerBlock;
    private final List<String> names;
    private final List<float[]> blocks = new ArrayList<>();
    private int count;

    /**
     * @param width the values of a row
     * @param names what each is called in messages; may be empty
     */
    public MemoryRows(int width, List<String> names) {
        if (width < 1) {
            throw new IllegalArgumentException("a row needs at least one value");
        }
        this.width = width;
        this.names = List.copyOf(names);
        this.rowsPerBlock = Math.max(1, BLOCK_VALUES / width);
    }

    /** Rows that are arrays of their own; copied. */
    public static MemoryRows of(float[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("there are no rows");
        }
        MemoryRows result = new MemoryRows(rows[0].length, List.of());
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != result.width) {
                throw new IllegalArgumentException(
                        "row " + r + " has " + rows[r].length + " values, the first has " + result.width);
            }
            result.add(rows[r], 0);
        }
        return result;
    }

    /** Adds a row that starts at a place of an array. */
    public void add(float[] values, int offset) {
        int place = count % rowsPerBlock;
        if (place == 0) {
            blocks.add(new float[rowsPerBlock * width]);
        }
        System.arraycopy(values, offset, blocks.get(blocks.size() - 1), place * width, width);
        count = Math.incrementExact(count);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        System.arraycopy(blocks.get(row / rowsPerBlock), row % rowsPerBlock * width, into, offset, width);
    }

    @Override
    public String name(int cell) {
        return cell < names.size() ? "'" + names.get(cell) + "'" : Rows.super.name(cell);
    }
}
