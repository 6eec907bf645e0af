package io.hourglass.data.preparation;

import io.hourglass.cell.BooleanCell;
import io.hourglass.cell.Cell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import java.util.Optional;

/**
 * A column of two values.
 *
 * @param column the column as the data had it
 * @param truth what it is to the network
 */
public record PreparedBoolean(BooleanColumn column, BooleanCell truth) implements PreparedColumn {
    @Override
    public Optional<Cell> cell() {
        return Optional.of(truth);
    }

    @Override
    public void apply(Batch batch, int index, float[] rows, int rowWidth, int at, Unseen unseen) {
        double[] values = batch.numbers(index);
        for (int r = 0; r < values.length; r++) {
            rows[r * rowWidth + at] = (float) values[r];
        }
    }

    @Override
    public void undo(float[] rows, int rowWidth, int at, int count, Batch.Builder batch) {
        double[] values = new double[count];
        for (int r = 0; r < count; r++) {
            values[r] = rows[r * rowWidth + at];
        }
        batch.numbers(values);
    }

    @Override
    public String description() {
        return "'" + column.falseText() + "' or '" + column.trueText() + "'";
    }

    @Override
    public String text(float prepared) {
        return Float.isNaN(prepared) ? "" : column.format(prepared);
    }
}
