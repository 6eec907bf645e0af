package io.hourglass;

import io.hourglass.cell.Cell;
import io.hourglass.cell.NumberCell;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.loss.Loss;
import io.hourglass.training.MemoryRows;
import java.util.Arrays;

/**
 * Validation rows whose numbers a loss cannot take, because they lie beyond the training rows that the scaling was fitted to: moved
 * to the nearest number of those.
 */
final class WithinTraining {
    private final Preparation preparation;
    private final Loss loss;
    private final float[] low;
    private final float[] high;
    private int count;

    WithinTraining(Preparation preparation, Loss loss) {
        this.preparation = preparation;
        this.loss = loss;
        this.low = new float[preparation.width()];
        this.high = new float[preparation.width()];
        Arrays.fill(low, Float.NEGATIVE_INFINITY);
        Arrays.fill(high, Float.POSITIVE_INFINITY);
        int at = 0;
        for (Cell cell : preparation.cells()) {
            if (cell instanceof NumberCell number) {
                low[at] = number.low();
                high[at] = number.high();
            }
            at += cell.width();
        }
    }

    /** How many rows were moved. */
    int count() {
        return count;
    }

    /** The rows, each as it is if the loss can take it. */
    MemoryRows moved(MemoryRows rows) {
        MemoryRows moved = new MemoryRows(rows.width(), preparation.cellNames());
        float[] row = new float[rows.width()];
        for (int r = 0; r < rows.count(); r++) {
            rows.copy(r, row, 0);
            if (loss.refused(row, 0, row.length) >= 0) {
                count++;
                for (int i = 0; i < row.length; i++) {
                    row[i] = Math.max(low[i], Math.min(high[i], row[i]));
                }
            }
            moved.add(row, 0);
        }
        return moved;
    }
}
