package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.math.RandomStream;
import java.util.List;

/** Rows as they are. */
public record NoCorruption() implements Corruption {
    @Override
    public void corrupt(float[] clean, float[] noisy, int rows, List<Cell> cells, long key) {
        System.arraycopy(
                clean, 0, noisy, 0, rows * cells.stream().mapToInt(Cell::width).sum());
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public float level(RandomStream random) {
        return 0f;
    }

    @Override
    public float value(float value, float other, Cell cell, float level, RandomStream random) {
        return value;
    }
}
