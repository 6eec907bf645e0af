package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.PreparedColumn;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.DerivedTable;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberText;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The scores of a table as a table: {@code row}, from 0, {@code score} and {@code anomaly}, and for each of the three values that made
 * the row strangest {@code column1}, {@code share1} of the score, {@code expected1} and {@code found1}, and so on. What was found is the
 * cell as the data have it, not as it was prepared.
 */
final class ScoreTable {
    private static final int REASONS = 3;
    /** From here on the digits of a number without exponent mean nothing. */
    private static final double MOST_PLAIN = 1e16;

    private final Preparation preparation;
    private final double threshold;
    private final boolean explain;
    private final int[] owner;

    /**
     * @param threshold the score above which a row is an anomaly
     * @param explain whether there are reasons
     */
    ScoreTable(Preparation preparation, double threshold, boolean explain) {
        this.preparation = preparation;
        this.threshold = threshold;
        this.explain = explain;
        this.owner = preparation.columnOfCell();
    }

    static Table of(Detector detector, Scoring scoring, Table rows) {
        Preparation preparation = detector.preparation();
        MeanScorer scorer = detector.scorer();
        ScoreTable scores = new ScoreTable(preparation, scoring.threshold().in(detector.profile()), scoring.explain());
        Table fitted = rows.as(preparation.schema());
        PreparingChange.Use use = (batch, prepared, first) ->
                scores.scored(batch, scorer.score(prepared, batch.rows()), row -> first + row);
        return new DerivedTable(
                fitted.select(preparation.schema().names()),
                scores.schema(),
                scorer.threads(),
                () -> new PreparingChange(preparation, use));
    }

    Schema schema() {
        List<Column> columns = new ArrayList<>(
                List.of(new NumericColumn("row", 0), new NumericColumn("score", -1), new NumericColumn("anomaly", 0)));
        for (int i = 1; explain && i <= REASONS; i++) {
            columns.add(new CategoricalColumn("column" + i));
            columns.add(new NumericColumn("share" + i, 4));
            columns.add(new TextColumn("expected" + i, "a value of that column"));
            columns.add(new TextColumn("found" + i, "a value of that column"));
        }
        return new Schema(columns);
    }

    /**
     * The scores of some rows.
     *
     * @param numbers from a row's place in the batch to its number in the data
     */
    Batch scored(Batch batch, Scorer.Parts parts, IntToLongFunction numbers) {
        int count = batch.rows();
        double[] row = new double[count];
        double[] anomaly = new double[count];
        for (int r = 0; r < count; r++) {
            row[r] = numbers.applyAsLong(r);
            anomaly[r] = parts.scores()[r] > threshold ? 1 : 0;
        }
        Batch.Builder builder =
                Batch.builder(count).numbers(row).numbers(parts.scores()).numbers(anomaly);
        if (explain) {
            explain(builder, batch, parts);
        }
        return builder.build();
    }

    private void explain(Batch.Builder builder, Batch batch, Scorer.Parts parts) {
        int count = batch.rows();
        float[] read = preparation.read(parts.reconstruction(), count);
        String[][] columns = new String[REASONS][count];
        double[][] shares = new double[REASONS][count];
        String[][] expected = new String[REASONS][count];
        String[][] found = new String[REASONS][count];
        int width = preparation.width();
        for (int r = 0; r < count; r++) {
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += parts.parts()[r * width + i];
            }
            int[] worst = worst(parts.parts(), r * width, width);
            for (int k = 0; k < REASONS; k++) {
                shares[k][r] = Double.NaN;
                if (k < worst.length && sum > 0) {
                    int at = r * width + worst[k];
                    PreparedColumn column = preparation.columns().get(owner[worst[k]]);
                    columns[k][r] = name(worst[k]);
                    shares[k][r] = parts.parts()[at] / sum;
                    expected[k][r] = column.text(read[at]);
                    found[k][r] = found(batch, worst[k], r);
                }
            }
        }
        for (int k = 0; k < REASONS; k++) {
            builder.texts(columns[k]).numbers(shares[k]).texts(expected[k]).texts(found[k]);
        }
    }

    /** The places of the largest parts of a row, largest first; only those that are not zero. */
    private static int[] worst(float[] parts, int start, int width) {
        int[] places = new int[Math.min(REASONS, width)];
        int used = 0;
        for (int i = 0; i < width; i++) {
            float part = parts[start + i];
            int place = used;
            while (place > 0 && parts[start + places[place - 1]] < part) {
                place--;
            }
            if (part > 0 && place < places.length) {
                System.arraycopy(places, place, places, place + 1, Math.min(used, places.length - 1) - place);
                places[place] = i;
                used = Math.min(used + 1, places.length);
            }
        }
        return Arrays.copyOf(places, used);
    }

    /** The text of a cell in the data: as its column writes it, or a number's own where that is unlike those of the column in training. */
    private String found(Batch batch, int cell, int row) {
        int c = owner[cell];
        Column column = preparation.columns().get(c).column();
        if (column instanceof ImageColumn image) {
            return NumberText.shortest(batch.pixels(c)[row * image.valuesPerRow() + pixel(cell)]);
        }
        String text = column.text(batch, c, row);
        if (column instanceof NumericColumn) {
            double value = batch.numbers(c)[row];
            boolean unlike = Math.abs(value) >= MOST_PLAIN || NumberText.parse(text) != value;
            return unlike ? NumberText.shortest(value) : text;
        }
        return text;
    }

    /** The place of a prepared value in its image. */
    private int pixel(int cell) {
        int start = cell;
        while (start > 0 && owner[start - 1] == owner[cell]) {
            start--;
        }
        return cell - start;
    }

    /** The column of a prepared value; for a pixel with its row, column and channel. */
    private String name(int cell) {
        Column column = preparation.columns().get(owner[cell]).column();
        if (!(column instanceof ImageColumn image)) {
            return column.name();
        }
        int pixel = pixel(cell) / image.channels();
        String place = image.name() + "[" + pixel / image.width() + "," + pixel % image.width();
        return image.channels() == 1 ? place + "]" : place + "," + pixel(cell) % image.channels() + "]";
    }
}
