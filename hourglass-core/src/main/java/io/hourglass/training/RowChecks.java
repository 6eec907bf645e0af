package io.hourglass.training;

import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.loss.Loss;
import io.hourglass.model.AutoencoderSpec;
import java.util.ArrayList;
import java.util.List;

/** Looks at rows before they are trained on: whether they fit, and whether they are scaled. */
final class RowChecks {
    private static final int SAMPLE = 2000;
    /** Values beyond this are no longer of the order of one, which networks start from. */
    private static final double LARGE = 100;

    private RowChecks() {}

    static void check(AutoencoderSpec spec, Rows rows) {
        if (rows.width() != spec.inputWidth()) {
            throw new IllegalArgumentException(
                    "the autoencoder takes rows of " + spec.inputWidth() + " values, got rows of " + rows.width());
        }
        float[] row = new float[rows.width()];
        boolean[] dense = dense(spec.cells(), rows.width());
        Loss loss = spec.loss();
        for (int r = 0; r < rows.count(); r++) {
            rows.copy(r, row, 0);
            for (int i = 0; i < row.length; i++) {
                float value = row[i];
                if (Float.isInfinite(value) || (Float.isNaN(value) && dense[i])) {
                    throw new IllegalArgumentException(
                            "row " + r + ", " + rows.name(i) + " is " + value + "; training needs finite values");
                }
                if (!loss.accepts(i, value)) {
                    throw new IllegalArgumentException(loss.demands() + "; " + rows.name(i) + " has " + value
                            + " in row " + r + ": scale it to [0, 1] (minmax), or use the squared error (mse)");
                }
            }
        }
    }

    private static boolean[] dense(List<Cell> cells, int width) {
        boolean[] dense = new boolean[width];
        int at = 0;
        for (Cell cell : cells) {
            for (int i = 0; i < cell.width(); i++) {
                dense[at++] = cell instanceof DenseCells;
            }
        }
        return dense;
    }

    /** Words about columns that were not scaled; empty if all are of the order of one. */
    static List<String> scaling(Rows rows) {
        float[] row = new float[rows.width()];
        double[] squares = new double[rows.width()];
        int count = Math.min(SAMPLE, rows.count());
        for (int r = 0; r < count; r++) {
            rows.copy(r, row, 0);
            for (int i = 0; i < row.length; i++) {
                squares[i] += Float.isNaN(row[i]) ? 0 : (double) row[i] * row[i];
            }
        }
        List<String> unscaled = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            double typical = Math.sqrt(squares[i] / Math.max(1, count));
            if (typical > LARGE) {
                unscaled.add(rows.name(i) + " (typically " + Math.round(typical) + ")");
            }
        }
        if (unscaled.isEmpty()) {
            return List.of();
        }
        return List.of("The input is not scaled: "
                + String.join(", ", unscaled.subList(0, Math.min(3, unscaled.size())))
                + (unscaled.size() > 3 ? " and " + (unscaled.size() - 3) + " more" : "")
                + "; values of the order of one train far better.");
    }
}
