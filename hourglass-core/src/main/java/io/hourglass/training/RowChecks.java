package io.hourglass.training;

import io.hourglass.loss.Loss;
import io.hourglass.model.AutoencoderSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at rows before they are trained on: whether they fit, and whether they are scaled. */
final class RowChecks {
    private static final int SAMPLE = 2000;
    /** Values beyond this are no longer of the order of one, which networks start from. */
    private static final double LARGE = 100;

    private RowChecks() {}

    /**
     * @param what the rows are for, for messages
     */
    static void check(AutoencoderSpec spec, Rows rows, String what) {
        int width = spec.inputWidth();
        if (rows.width() != width) {
            throw new IllegalArgumentException(
                    "the autoencoder takes rows of " + width + " values, got " + what + " rows of " + rows.width());
        }
        float[] row = new float[width];
        Loss loss = spec.loss();
        for (int r = 0; r < rows.count(); r++) {
            rows.copy(r, row, 0);
            Optional<String> objection = spec.objection(row, 0, rows::name);
            if (objection.isPresent()) {
                throw new IllegalArgumentException(what + " row " + r + ", " + objection.get());
            }
            int refused = loss.refused(row, 0, width);
            if (refused >= 0) {
                throw new IllegalArgumentException(loss.demands() + "; " + rows.name(refused) + " has " + row[refused]
                        + " in " + what + " row " + r
                        + ": scale it to [0, 1] (minmax), or use the squared error (mse)");
            }
        }
    }

    /** Words about columns that were not scaled; empty if all are of the order of one. */
    static List<String> scaling(Rows rows) {
        float[] row = new float[rows.width()];
        double[] squares = new double[rows.width()];
        int[] present = new int[rows.width()];
        int count = Math.min(SAMPLE, rows.count());
        for (int r = 0; r < count; r++) {
            rows.copy(r, row, 0);
            for (int i = 0; i < row.length; i++) {
                squares[i] += Float.isNaN(row[i]) ? 0 : (double) row[i] * row[i];
                present[i] += Float.isNaN(row[i]) ? 0 : 1;
            }
        }
        List<String> unscaled = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            double typical = Math.sqrt(squares[i] / Math.max(1, present[i]));
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
