package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.SelectedRows;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.kernel.Workers;
import io.hourglass.loss.Loss;
import io.hourglass.measure.Neighbourhoods;
import io.hourglass.model.Autoencoder;
import io.hourglass.training.MemoryRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good a map of rows their codes are, beside principal components as many as the code has numbers, which are fitted to these very
 * rows. Distances between rows are those of their expanded values: scaled numbers, pixels, one-hot levels; missing ones are the mean.
 *
 * @param rows how many were looked at, evenly spaced; at most {@value #MOST_ROWS}, since all pairs of them are compared
 * @param code of the model
 * @param principal of the principal components
 */
public record Reduction(int rows, Quality code, Quality principal) {
    /** How many neighbours are looked at. */
    public static final int NEAREST = 10;

    static final int MOST_ROWS = 10_000;
    private static final long SEED = 42;

    /**
     * One kind of code.
     *
     * @param neighbours how well it keeps rows together that are near each other
     * @param squaredErrorPerRow the squared error summed over the expanded values of a row, mean over rows
     */
    public record Quality(Neighbourhoods neighbours, double squaredErrorPerRow) {}

    /**
     * Measures the codes of a table's rows.
     *
     * @param label the column whose values neighbours should share; empty for none
     * @throws DataException if there are not more than 20 rows, or no such column
     */
    static Reduction of(Preparation preparation, Autoencoder model, Table table, Optional<String> label) {
        long all = table.countRows();
        long wanted = Math.min(MOST_ROWS, all);
        if (wanted <= 2 * NEAREST) {
            throw new DataException(
                    table.source() + ": neighbourhoods need more than " + 2 * NEAREST + " rows, got " + all);
        }
        Table sample = SelectedRows.evenly(table, all, MOST_ROWS);
        Sampled sampled = Sampled.of(preparation, model, sample);
        int[] labels = label.map(name -> labels(sample, name)).orElse(new int[0]);
        MemoryRows expanded = MemoryRows.of(sampled.expanded);
        int width = expanded.width();
        PrincipalComponents components =
                PrincipalComponents.fit(expanded, Math.min(width, model.spec().codeWidth()), SEED);
        float[][] flat = new float[sampled.expanded.length][];
        double squares = 0;
        for (int r = 0; r < flat.length; r++) {
            flat[r] = components.encode(sampled.expanded[r]);
            squares += Loss.squaredError(components.decode(flat[r]), 0, sampled.expanded[r]);
        }
        List<Neighbourhoods> measured;
        try (Workers workers = new Workers(model.threads())) {
            measured = Neighbourhoods.of(sampled.expanded, List.of(sampled.codes, flat), labels, NEAREST, workers);
        }
        return new Reduction(
                flat.length,
                new Quality(measured.get(0), sampled.squares / flat.length),
                new Quality(measured.get(1), squares / flat.length));
    }

    /** Rows by their expanded values, their codes, and the squared errors of their reconstructions. */
    private record Sampled(float[][] expanded, float[][] codes, double squares) {
        static Sampled of(Preparation preparation, Autoencoder model, Table sample) {
            List<float[]> rows = new ArrayList<>();
            List<float[]> codes = new ArrayList<>();
            double squares = 0;
            int outputs = model.spec().outputWidth();
            int width = preparation.width();
            try (Cursor cursor = sample.as(preparation.schema()).open()) {
                for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    float[] prepared = preparation.apply(batch, new Unseen());
                    float[] code = model.encode(prepared);
                    float[] rebuilt = model.decode(code);
                    int numbers = code.length / batch.rows();
                    for (int r = 0; r < batch.rows(); r++) {
                        float[] expanded = new float[outputs];
                        model.spec().loss().expand(prepared, r * width, expanded);
                        squares += Loss.squaredError(rebuilt, r * outputs, expanded);
                        rows.add(expanded);
                        codes.add(Arrays.copyOfRange(code, r * numbers, (r + 1) * numbers));
                    }
                }
            }
            float[][] expanded = rows.toArray(new float[0][]);
            fill(expanded);
            return new Sampled(expanded, codes.toArray(new float[0][]), squares);
        }

        /** Sets missing values to the mean of their column. */
        private static void fill(float[][] rows) {
            double[] mean = CentredRows.of(MemoryRows.of(rows)).mean();
            for (float[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = Float.isNaN(row[i]) ? (float) mean[i] : row[i];
                }
            }
        }
    }

    /** The values of a column by numbers from 0; -1 where it is missing. */
    private static int[] labels(Table sample, String name) {
        int column = sample.schema().find(name);
        if (column < 0 || sample.schema().column(column) instanceof ImageColumn) {
            throw new DataException(sample.source() + " has no column '" + name + "' of labels");
        }
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Integer> labels = new ArrayList<>();
        try (Cursor cursor = sample.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int r = 0; r < batch.rows(); r++) {
                    String text = sample.schema().column(column).text(batch, column, r);
                    labels.add(
                            text == null || text.isEmpty() ? -1 : numbers.computeIfAbsent(text, t -> numbers.size()));
                }
            }
        }
        return labels.stream().mapToInt(Integer::intValue).toArray();
    }
}
