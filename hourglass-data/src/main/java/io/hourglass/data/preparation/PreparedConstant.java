package io.hourglass.data.preparation;

import io.hourglass.cell.Cell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumberColumn;
import java.util.Arrays;
import java.util.Optional;

/**
 * A column that had one value, or none, in all training rows: nothing to learn, given back as it was.
 *
 * @param column the column as the data had it; no image
 * @param text the value as the column writes it; empty if every cell was missing
 */
public record PreparedConstant(Column column, Optional<String> text) implements PreparedColumn {
    @Override
    public Optional<Cell> cell() {
        return Optional.empty();
    }

    @Override
    public void apply(Batch batch, int index, float[] rows, int rowWidth, int at, Unseen unseen) {
        // the network does not see it
    }

    @Override
    public void undo(float[] rows, int rowWidth, int at, int count, Batch.Builder batch) {
        if (column instanceof NumberColumn number) {
            double[] values = new double[count];
            Arrays.fill(values, text.map(number::parse).orElse(Double.NaN));
            batch.numbers(values);
        } else {
            String[] texts = new String[count];
            Arrays.fill(texts, text.orElse(null));
            batch.texts(texts);
        }
    }

    @Override
    public String description() {
        return text.map(value -> "always '" + value + "'").orElse("always missing") + "; not learnt";
    }

    @Override
    public String text(float prepared) {
        return text.orElse("");
    }
}
