package io.hourglass.data.preparation;

import io.hourglass.cell.Cell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import java.util.Optional;

/** One column as fitted: how its values become prepared floats, and how those become values again. */
public sealed interface PreparedColumn
        permits PreparedBoolean, PreparedCategory, PreparedConstant, PreparedImage, PreparedNumber {
    /** The column as the data had it. */
    Column column();

    /** What it is to the network; empty if the network does not see it. */
    Optional<Cell> cell();

    /** The floats it takes in a prepared row. */
    default int width() {
        return cell().map(Cell::width).orElse(0);
    }

    /**
     * Prepares a column of a batch.
     *
     * @param index the column's index in the batch
     * @param rows prepared rows of {@code rowWidth} floats
     * @param at where this column's floats start in a row
     * @param unseen told of values that training did not see, which are prepared as missing or not looked at
     */
    void apply(Batch batch, int index, float[] rows, int rowWidth, int at, Unseen unseen);

    /**
     * Adds the values of prepared rows as the next column of a batch.
     *
     * @param rows prepared rows of {@code rowWidth} floats
     * @param at where this column's floats start in a row
     * @param count how many rows there are
     */
    void undo(float[] rows, int rowWidth, int at, int count, Batch.Builder batch);

    /** How it was fitted, in a few words, for instance its scaling or its levels. */
    String description();

    /** A prepared value as the column writes what it stands for; empty where it is missing. */
    String text(float prepared);
}
