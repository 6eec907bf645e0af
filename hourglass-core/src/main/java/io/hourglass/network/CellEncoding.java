package io.hourglass.network;

import io.hourglass.cell.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first layer of a network over a table: prepared cells in, numbers for the next layer out. Categories become one input a level
 * or a learnt vector, missing values their fill and an indicator. Of rows of shape [steps, width] the cells are those of each step.
 *
 * @param cells the cells of a row, or of a step, in order
 */
public record CellEncoding(List<Cell> cells) implements Layer {
    /** More than any window of a series has that is learnt as one row; a damaged file may say anything. */
    private static final int MOST_STEPS = 1 << 16;

    public CellEncoding {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("an encoding of cells needs at least one cell");
        }
    }

    /** The floats of a prepared row, or step. */
    public int width() {
        return cells.stream().mapToInt(Cell::width).sum();
    }

    @Override
    public Shape output(Shape input) {
        if (input.last() != width() || input.dimensions().size() > 2 || input.positions() > MOST_STEPS) {
            throw new IllegalArgumentException("the cells take rows of " + width() + " values, got " + input);
        }
        return input.dimensions().size() == 1 ? Shape.of(inputs()) : Shape.of(input.at(0), inputs());
    }

    private int inputs() {
        return cells.stream().mapToInt(Cell::inputs).sum();
    }

    /** One table of vectors for each embedded category; small normal deviates, as word embeddings start. */
    @Override
    public List<Parameter> parameters(Shape input) {
        List<Parameter> tables = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell.embedding() > 0) {
                int levels = cell.outputs();
                int size = cell.embedding();
                tables.add(new Parameter(
                        "embedding" + tables.size(),
                        levels,
                        size,
                        size,
                        size,
                        new Initializer.UniformRange(-0.05f, 0.05f)));
            }
        }
        return tables;
    }

    @Override
    public Kernel kernel(Site site) {
        return new Rows(this, site);
    }

    private static final class Rows implements Kernel {
        private final CellEncoding layer;
        private final Site site;
        private final float[][][] tables;
        private final int[] offsets;

        Rows(CellEncoding layer, Site site) {
            this.layer = layer;
            this.site = site;
            int count = layer.cells.size();
            this.tables = new float[count][][];
            this.offsets = new int[count];
            int parameter = 0;
            for (int c = 0; c < count; c++) {
                Cell cell = layer.cells.get(c);
                if (cell.embedding() > 0) {
                    tables[c] = new float[cell.outputs()][cell.embedding()];
                    offsets[c] = site.weight(parameter++);
                }
            }
        }

        @Override
        public void load(float[] weights, float[] state) {
            for (int c = 0; c < tables.length; c++) {
                if (tables[c] != null) {
                    FlatBlock.read(weights, offsets[c], tables[c]);
                }
            }
        }

        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, 4.0 * site.input().size(), (from, to) -> {
                for (int r = from; r < to; r++) {
                    Arrays.fill(y[r], 0f);
                    int at = 0;
                    int start = 0;
                    while (at < x[r].length) {
                        for (int c = 0; c < tables.length; c++) {
                            Cell cell = layer.cells.get(c);
                            cell.encode(x[r], at, y[r], start, tables[c]);
                            at += cell.width();
                            start += cell.inputs();
                        }
                    }
                }
            });
        }

        /** Moves the vectors of the levels seen; cells themselves are data and have no gradient, so {@code dx} is zero. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            int at = 0;
            int start = 0;
            for (int step = 0; step < site.input().positions(); step++) {
                for (int c = 0; c < tables.length; c++) {
                    Cell cell = layer.cells.get(c);
                    for (int r = 0; cell.embedding() > 0 && r < rows; r++) {
                        addVector(x[r][at], dy[r], start, gradient, c);
                    }
                    at += cell.width();
                    start += cell.inputs();
                }
            }
            for (int r = 0; dx != null && r < rows; r++) {
                Arrays.fill(dx[r], 0f);
            }
        }

        private void addVector(float level, float[] dy, int start, float[] gradient, int c) {
            int size = layer.cells.get(c).embedding();
            int offset = Float.isNaN(level) ? -1 : offsets[c] + ((int) level) * size;
            for (int i = 0; offset >= 0 && i < size; i++) {
                gradient[offset + i] += dy[start + i];
            }
        }
    }
}
