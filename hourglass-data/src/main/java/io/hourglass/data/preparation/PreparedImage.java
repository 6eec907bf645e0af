package io.hourglass.data.preparation;

import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberText;
import io.hourglass.error.DataException;
import java.util.Optional;

/**
 * A column of images: pixels enter the network as they are.
 *
 * @param column the column as the data had it
 */
public record PreparedImage(ImageColumn column) implements PreparedColumn {
    @Override
    public Optional<Cell> cell() {
        return Optional.of(new DenseCells(column.valuesPerRow()));
    }

    @Override
    public void apply(Batch batch, int index, float[] rows, int rowWidth, int at, Unseen unseen) {
        float[] pixels = batch.pixels(index);
        int size = column.valuesPerRow();
        for (float pixel : pixels) {
            if (!Float.isFinite(pixel)) {
                throw new DataException("an image of column '" + column.name() + "' has a pixel that is "
                        + NumberText.shortest(pixel) + "; every pixel must be a finite number");
            }
        }
        for (int r = 0; r < batch.rows(); r++) {
            System.arraycopy(pixels, r * size, rows, r * rowWidth + at, size);
        }
    }

    @Override
    public void undo(float[] rows, int rowWidth, int at, int count, Batch.Builder batch) {
        int size = column.valuesPerRow();
        float[] pixels = new float[count * size];
        for (int r = 0; r < count; r++) {
            System.arraycopy(rows, r * rowWidth + at, pixels, r * size, size);
        }
        batch.pixels(pixels);
    }

    @Override
    public String description() {
        return column.size();
    }

    @Override
    public String text(float prepared) {
        return NumberText.shortest(prepared);
    }
}
