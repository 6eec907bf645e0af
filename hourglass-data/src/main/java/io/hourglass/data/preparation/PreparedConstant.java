package io.hourglass.data.preparation;

import io.hourglass.cell.Cell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
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
    public PreparedConstant {
        if (column instanceof ImageColumn) {
            throw new IllegalArgumentException("images are never constant, got column '" + column.name() + "'");
        }
        if (column instanceof NumberColumn number) {
            text.ifPresent(number::parse);
        }
    }

    @Override
    public Optional<Cell> cell() {
        return Optional.empty();
    }

    @Override
    public void apply(Batch batch, int index, float[] rows, int rowWidth, int at, Unseen unseen) {
        if (column instanceof NumberColumn number) {
            double known = value(number);
            double[] values = batch.numbers(index);
            for (double value : values) {
                // the text decides: the column may write fewer digits than a value has
                if (value != known && !Double.isNaN(value) && !text.equals(Optional.of(number.format(value)))) {
                    unseen.ignored(column.name(), number.format(value));
                }
            }
        } else {
            for (String value : batch.texts(index)) {
                if (value != null && !text.equals(Optional.of(value))) {
                    unseen.ignored(column.name(), value);
                }
            }
        }
    }

    private double value(NumberColumn number) {
        return text.map(number::parse).orElse(Double.NaN);
    }

    @Override
    public void undo(float[] rows, int rowWidth, int at, int count, Batch.Builder batch) {
        if (column instanceof NumberColumn number) {
            double[] values = new double[count];
            Arrays.fill(values, value(number));
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
