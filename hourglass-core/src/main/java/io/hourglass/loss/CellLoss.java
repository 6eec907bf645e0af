package io.hourglass.loss;

import io.hourglass.cell.Cell;
import java.util.List;

/**
 * The loss of a table's rows, cell by cell: numbers by an element loss, truth values and categories by cross-entropy from logits.
 * A row's loss is the sum over its values divided by their number; a missing value adds nothing. A row of several steps has the cells
 * of one step again and again. See {@code docs/maths/cells.md}.
 *
 * @param cells the cells of a row, or of a step, in order
 * @param numbers the loss of the numbers
 */
public record CellLoss(List<Cell> cells, ElementLoss numbers) implements Loss {
    public CellLoss {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("the loss of a table's rows needs at least one cell");
        }
    }

    @Override
    public int outputs(int targets) {
        int width = cells.stream().mapToInt(Cell::width).sum();
        if (targets < width || targets % width != 0) {
            throw new IllegalArgumentException(
                    "the cells of the loss make rows of " + width + " values, got rows of " + targets);
        }
        return targets / width * cells.stream().mapToInt(Cell::outputs).sum();
    }

    @Override
    public void evaluate(LossBatch batch, int from, int to) {
        batch.sumParts(this, from, to, batch.targets(), row -> gradient(batch, row));
    }

    @Override
    public void parts(LossBatch batch, int row, float[] parts) {
        int at = 0;
        int start = row * batch.outputs();
        while (at < parts.length) {
            for (Cell cell : cells) {
                cell.parts(batch.output(), start, batch.target(), row * batch.targets() + at, numbers, parts, at);
                at += cell.width();
                start += cell.outputs();
            }
        }
    }

    private void gradient(LossBatch batch, int row) {
        float scale = 1f / batch.targets();
        int at = row * batch.targets();
        int start = row * batch.outputs();
        while (at < (row + 1) * batch.targets()) {
            for (Cell cell : cells) {
                cell.gradient(batch.output(), start, batch.target(), at, numbers, batch.gradient(), scale);
                at += cell.width();
                start += cell.outputs();
            }
        }
    }

    @Override
    public void link(float[] output, int outputs, int rows) {
        int start = 0;
        while (start < outputs) {
            for (Cell cell : cells) {
                for (int r = 0; r < rows; r++) {
                    cell.link(output, r * outputs + start, numbers);
                }
                start += cell.outputs();
            }
        }
    }

    @Override
    public void expand(float[] target, int row, float[] expanded) {
        int at = row;
        int start = 0;
        while (start < expanded.length) {
            for (Cell cell : cells) {
                cell.expand(target, at, expanded, start);
                at += cell.width();
                start += cell.outputs();
            }
        }
    }

    @Override
    public double logNormaliser(float[] target, int row, int targets) {
        double sum = 0;
        int at = row;
        while (at < row + targets) {
            for (Cell cell : cells) {
                sum += cell.numeric() ? numbers.logNormaliser(target, at, cell.width()) : 0;
                at += cell.width();
            }
        }
        return sum;
    }

    @Override
    public int refused(float[] target, int at, int targets) {
        int place = 0;
        while (place < targets) {
            for (Cell cell : cells) {
                int refused = cell.numeric() ? numbers.refused(target, at + place, cell.width()) : -1;
                if (refused >= 0) {
                    return place + refused;
                }
                place += cell.width();
            }
        }
        return -1;
    }

    @Override
    public String demands() {
        return numbers.demands();
    }
}
