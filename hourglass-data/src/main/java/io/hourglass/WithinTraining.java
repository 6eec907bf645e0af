package io.hourglass;

import io.hourglass.cell.Cell;
import io.hourglass.cell.NumberCell;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.loss.Loss;
import java.util.Arrays;

/**
 * Validation rows whose numbers a loss cannot take, because they lie beyond the training rows that the scaling was fitted to: moved
 * to the nearest number of those.
 */
final class WithinTraining {
    private final Loss loss;
    private final float[] low;
    private final float[] high;
    private int count;

    WithinTraining(Preparation preparation, Loss loss) {
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

    /** Moves a row that starts at a place of an array, if the loss cannot take it. */
    void move(float[] rows, int at) {
        int width = low.length;
        if (loss.refused(rows, at, width) >= 0) {
            count++;
            for (int i = 0; i < width; i++) {
                rows[at + i] = Math.max(low[i], Math.min(high[i], rows[at + i]));
            }
        }
    }
}
