package io.hourglass.use;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumberText;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import io.hourglass.error.DataException;
import io.hourglass.measure.Figures;
import io.hourglass.measure.Ranking;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How well scores tell rows apart by a column of zeros and ones that the model did not learn. */
public final class LabelledScores {
    private static final int SCORE = 1;

    private LabelledScores() {}

    /**
     * The figures {@code auroc} and {@code auprc} of scores; rows without a label are left out.
     *
     * @param scores a row for each row, with the score in the second column
     * @param rows with the label among their columns
     * @param label its name
     * @throws DataException if the column does not hold zeros and ones, both of them
     */
    public static Figures of(Table scores, Table rows, String label) {
        Column column = rows.schema().column(rows.schema().index(label));
        if (column instanceof ImageColumn || column instanceof TextColumn) {
            throw new DataException(rows.source() + ", column '" + label + "' is " + column.kind()
                    + "; scores are measured by a column of zeros and ones");
        }
        double[] truth = numbers(rows.select(List.of(label)), 0);
        double[] found = numbers(scores, SCORE);
        int[] labelled = IntStream.range(0, truth.length)
                .filter(row -> !Double.isNaN(truth[row]))
                .toArray();
        boolean[] positive = new boolean[labelled.length];
        int positives = 0;
        for (int i = 0; i < labelled.length; i++) {
            double value = truth[labelled[i]];
            if (value != 0 && value != 1) {
                throw new DataException(rows.source() + ", column '" + label + "' holds other labels than 0 and 1, the"
                        + " first in row " + labelled[i] + ". Such labels are learnt: train --label " + label);
            }
            positive[i] = value == 1;
            positives += (int) value;
        }
        if (positives == 0 || positives == labelled.length) {
            throw new DataException(rows.source() + ", column '" + label + "' has " + positives + " ones among "
                    + labelled.length + " labels; at least one of each is needed");
        }
        double[] kept = IntStream.of(labelled).mapToDouble(row -> found[row]).toArray();
        return new Ranking(kept, positive).figures();
    }

    /** Numbers as they are, words as what they say; infinite where that is no number. */
    private static double[] numbers(Column column, Batch batch, int at) {
        if (column instanceof NumberColumn) {
            return batch.numbers(at);
        }
        return Arrays.stream(batch.texts(at))
                .mapToDouble(text -> text == null ? Double.NaN : number(text))
                .toArray();
    }

    private static double number(String text) {
        double number = NumberText.parse(text);
        return Double.isNaN(number) ? Double.POSITIVE_INFINITY : number;
    }

    private static double[] numbers(Table table, int column) {
        double[] numbers = new double[1024];
        int count = 0;
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                double[] more = numbers(table.schema().column(column), batch, column);
                if (count + more.length > numbers.length) {
                    numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, count + more.length));
                }
                System.arraycopy(more, 0, numbers, count, more.length);
                count += more.length;
            }
        }
        return Arrays.copyOf(numbers, count);
    }
}
