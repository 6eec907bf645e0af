package io.hourglass.use;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Pieces;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What became of the cells of a table with noise: how far each column is off the clean one, as it was and as a model gives it back. Both are
 * measured on the same cells: those that are missing neither with noise nor without.
 *
 * @param rows how many
 * @param missing the cells that are missing with noise and are there without it, which are not measured
 * @param before the columns with their noise
 * @param after as the model gives them back
 */
public record CellRestoration(long rows, long missing, List<ColumnError> before, List<ColumnError> after) {
    public CellRestoration {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Compares rows one by one, in order.
     *
     * @param noisy rows with noise
     * @param restored what a model made of them
     * @param clean the same rows without noise
     * @param measured the columns that the model learnt
     * @param same the columns that tell which row one is, such as a time; they must be the same with noise and without
     * @throws DataException if the tables do not hold the same rows
     */
    public static CellRestoration of(Table noisy, Table restored, Table clean, Schema measured, List<Column> same) {
        Schema all = measured.with(same);
        Table goal = clean.as(all);
        Sums sums = new Sums(all, measured.width(), noisy.source(), clean.source());
        try (Cursor found = noisy.as(all).open();
                Cursor made = restored.as(measured).open();
                Cursor wanted = goal.open()) {
            Pieces before = new Pieces(found);
            Pieces after = new Pieces(made);
            Pieces right = new Pieces(wanted);
            int rows = before.available();
            while (rows > 0 && right.available() > 0) {
                rows = Math.min(rows, Math.min(after.available(), right.available()));
                sums.add(before.take(rows), after.take(rows), right.take(rows), rows);
                rows = before.available();
            }
            if (rows > 0 || right.available() > 0) {
                throw new DataException(noisy.source() + " and " + clean.source()
                        + " differ in their number of rows, the" + " shorter has " + sums.rows
                        + ": a clean row is needed for each noisy one, in the same order");
            }
        }
        if (sums.rows == 0) {
            throw new DataException(noisy.source() + ": there are no rows to compare");
        }
        return new CellRestoration(sums.rows, sums.missing, sums.errors(sums.before), sums.errors(sums.after));
    }

    private static final class Sums {
        private final Schema all;
        private final int measured;
        private final String noisy;
        private final String clean;
        private final double[] before;
        private final double[] after;
        private final long[] cells;
        private long rows;
        private long missing;

        Sums(Schema all, int measured, String noisy, String clean) {
            this.all = all;
            this.measured = measured;
            this.noisy = noisy;
            this.clean = clean;
            this.before = new double[measured];
            this.after = new double[measured];
            this.cells = new long[measured];
        }

        void add(Batch found, Batch made, Batch right, int count) {
            for (int c = measured; c < all.width(); c++) {
                requireSame(all.column(c), c, found, right, count);
            }
            for (int c = 0; c < measured; c++) {
                add(all.column(c), c, found, made, right, count);
            }
            rows += count;
        }

        private void add(Column column, int c, Batch found, Batch made, Batch right, int count) {
            for (int row = 0; row < count; row++) {
                boolean there = column.text(right, c, row) != null;
                if (there && column.text(found, c, row) == null) {
                    missing++;
                } else if (there) {
                    before[c] += error(column, c, found, right, row);
                    after[c] += error(column, c, made, right, row);
                    cells[c]++;
                }
            }
        }

        /** Of numbers the squared difference, else 1 for the right value. */
        private static double error(Column column, int c, Batch found, Batch right, int row) {
            if (column.isQuantity()) {
                double difference = found.numbers(c)[row] - right.numbers(c)[row];
                return difference * difference;
            }
            return Objects.equals(column.text(found, c, row), column.text(right, c, row)) ? 1 : 0;
        }

        private void requireSame(Column column, int c, Batch found, Batch right, int count) {
            for (int row = 0; row < count; row++) {
                String own = column.text(found, c, row);
                String other = column.text(right, c, row);
                if (!Objects.equals(own, other)) {
                    throw new DataException("row " + (rows + row) + ", column '" + column.name() + "' is '" + own
                            + "' in " + noisy + " and '" + other + "' in " + clean
                            + ": the same rows are needed, in the same order");
                }
            }
        }

        List<ColumnError> errors(double... sums) {
            List<ColumnError> errors = new ArrayList<>();
            for (int c = 0; c < measured; c++) {
                Column column = all.column(c);
                errors.add(ColumnError.of(column.name(), column.isQuantity(), sums[c], cells[c]));
            }
            return errors;
        }
    }
}
