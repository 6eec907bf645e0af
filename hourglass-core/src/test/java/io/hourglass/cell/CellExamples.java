package io.hourglass.cell;

import io.hourglass.math.RandomStream;
import java.util.List;

/** At least one cell of every kind, and rows that fit them. */
public final class CellExamples {
    private CellExamples() {}

    /** All kinds; a test compares them with what {@link Cell} permits. */
    public static List<Cell> all() {
        return List.of(
                new NumberCell(0.3f, true, -2f, 3f, 0.8f),
                new NumberCell(-0.1f, false, -1f, 1f, 1f),
                new BooleanCell(0.25f, true),
                new BooleanCell(0.5f, false),
                new CategoryCell(4, 0),
                new CategoryCell(5, 3),
                new CategoryCell(1, 0),
                new DenseCells(3));
    }

    /** The floats of a row of cells. */
    public static int width(List<Cell> cells) {
        return cells.stream().mapToInt(Cell::width).sum();
    }

    /** A share of the values that may be missing is. */
    public static float[] rows(List<Cell> cells, int rows, double missing, long seed) {
        RandomStream random = RandomStream.of(seed);
        float[] values = new float[rows * width(cells)];
        int at = 0;
        for (int r = 0; r < rows; r++) {
            for (Cell cell : cells) {
                for (int i = 0; i < cell.width(); i++) {
                    values[at++] = value(cell, missing, random);
                }
            }
        }
        return values;
    }

    private static float value(Cell cell, double missing, RandomStream random) {
        if (cell instanceof DenseCells) {
            return random.nextFloat();
        }
        if (random.nextDouble() < missing) {
            return Float.NaN;
        }
        if (cell instanceof NumberCell) {
            return random.nextFloat();
        }
        return random.nextInt(cell instanceof CategoryCell category ? category.levels() : 2);
    }
}
