package io.hourglass.data.preparation;

import io.hourglass.cell.Cell;
import io.hourglass.cell.NumberCell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.NumberColumn;
import java.util.Optional;

/**
 * A column of numbers or instants.
 *
 * @param column the column as the data had it
 * @param scaling how values are scaled
 * @param number what it is to the network
 */
public record PreparedNumber(NumberColumn column, Scaling scaling, NumberCell number) implements PreparedColumn {
    static PreparedNumber fit(NumberColumn column, NumberProfile profile, Scale scale, boolean hides) {
        Scaling scaling = scale.fit(profile);
        float deviation = scaling instanceof Linear linear ? (float) (profile.deviation() / linear.scale()) : 1f;
        NumberCell cell = new NumberCell(
                (float) scaling.apply(profile.quantile(0.5)),
                hides || profile.missing() > 0,
                (float) scaling.apply(profile.least()),
                (float) scaling.apply(profile.greatest()),
                deviation);
        return new PreparedNumber(column, scaling, cell);
    }

    @Override
    public Optional<Cell> cell() {
        return Optional.of(number);
    }

    @Override
    public void apply(Batch batch, int index, float[] rows, int rowWidth, int at, Unseen unseen) {
        double[] values = batch.numbers(index);
        for (int r = 0; r < values.length; r++) {
            rows[r * rowWidth + at] = (float) scaling.apply(values[r]);
        }
    }

    @Override
    public void undo(float[] rows, int rowWidth, int at, int count, Batch.Builder batch) {
        double[] values = new double[count];
        for (int r = 0; r < count; r++) {
            values[r] = value(rows[r * rowWidth + at]);
        }
        batch.numbers(values);
    }

    /** A prepared value in the column's units, as exact as the column writes it. */
    private double value(float prepared) {
        double value = scaling.undo(prepared);
        return Double.isNaN(value) ? value : column.parse(column.format(clamp(value)));
    }

    private static double clamp(double value) {
        return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }

    @Override
    public String description() {
        return scaling.description();
    }

    @Override
    public String text(float prepared) {
        return Float.isNaN(prepared) ? "" : column.format(clamp(scaling.undo(prepared)));
    }
}
