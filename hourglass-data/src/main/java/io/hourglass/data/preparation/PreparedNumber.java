package io.hourglass.data.preparation;

import io.hourglass.cell.Cell;
import io.hourglass.cell.NumberCell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumberText;
import io.hourglass.data.table.NumericColumn;
import java.util.Optional;

/**
 * A column of numbers or instants.
 *
 * @param column the column as the data had it
 * @param scaling how values are scaled
 * @param number what it is to the network
 */
public record PreparedNumber(NumberColumn column, Scaling scaling, NumberCell number) implements PreparedColumn {
    /** Prepared values stay within this, so that their squares are still numbers; what lies beyond is told. */
    private static final double FARTHEST = 1e15;
    /** Near 0 floats are finer than that, but arithmetic is not; in standard deviations. */
    private static final double FINEST = 1e-9;

    static PreparedNumber fit(NumberColumn column, NumberProfile profile, Scale scale, boolean hides) {
        Scaling scaling = scale.fit(profile);
        double deviation =
                scaling instanceof Linear linear ? profile.deviation() / linear.scale() : profile.deviation(scaling);
        NumberCell cell = new NumberCell(
                prepared(scaling, profile.quantile(0.5)),
                hides || profile.missing() > 0,
                prepared(scaling, profile.least()),
                prepared(scaling, profile.greatest()),
                (float) Math.min(FARTHEST, deviation));
        return new PreparedNumber(column, scaling, cell);
    }

    private static float prepared(Scaling scaling, double value) {
        return (float) within(scaling.apply(value), FARTHEST);
    }

    private static double within(double value, double limit) {
        return Math.max(-limit, Math.min(limit, value));
    }

    @Override
    public Optional<Cell> cell() {
        return Optional.of(number);
    }

    @Override
    public void apply(Batch batch, int index, float[] rows, int rowWidth, int at, Unseen unseen) {
        double[] values = batch.numbers(index);
        for (int r = 0; r < values.length; r++) {
            double scaled = scaling.apply(values[r]);
            if (Math.abs(scaled) > FARTHEST) {
                unseen.beyond(column.name(), NumberText.shortest(values[r]));
            }
            rows[r * rowWidth + at] = (float) within(scaled, FARTHEST);
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

    /**
     * A prepared value in the column's units, rounded as the column writes it; where that is the shortest text, to the power of ten
     * above the distance between values that a prepared float tells apart, so that no digits are written that mean nothing.
     */
    private double value(float prepared) {
        double value = within(scaling.undo(prepared), Float.MAX_VALUE);
        if (Double.isNaN(value)) {
            return value;
        }
        boolean shortest = column instanceof NumericColumn numeric && numeric.decimals() < 0;
        return shortest ? NumberText.rounded(value, step(prepared)) : column.parse(column.format(value));
    }

    private double step(float prepared) {
        double apart = Math.max(Math.ulp(prepared), FINEST * number.deviation());
        double value = scaling.undo(prepared);
        return Math.max(scaling.undo(prepared + apart) - value, value - scaling.undo(prepared - apart));
    }

    @Override
    public String description() {
        return scaling.description();
    }

    @Override
    public String text(float prepared) {
        return Float.isNaN(prepared) ? "" : column.format(value(prepared));
    }
}
