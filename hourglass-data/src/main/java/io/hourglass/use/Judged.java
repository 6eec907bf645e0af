package io.hourglass.use;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.label.Classifier;
import io.hourglass.label.Label;
import io.hourglass.measure.ClassAnswers;
import io.hourglass.measure.Figures;
import io.hourglass.measure.NumberAnswers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What a model tells of rows beside what is true of them.
 *
 * @param classes the names of the classes; empty of a number
 * @param asClasses the answers of classes
 * @param asNumbers the answers of a number
 */
public record Judged(List<String> classes, Optional<ClassAnswers> asClasses, Optional<NumberAnswers> asNumbers) {
    /** The figures and their intervals. */
    public Figures figures() {
        return asClasses
                .map(ClassAnswers::figures)
                .orElseGet(() -> asNumbers.orElseThrow().figures());
    }

    /**
     * Reads the answers and the labels. Rows without a label are left out, as are those of a class that training did not see, of which the
     * notice tells.
     *
     * @param answers a row for each row, as {@link Classified} gives them
     * @throws DataException if no row is left
     */
    public static Judged of(Classifier classifier, Table answers, Table rows, Consumer<String> notices) {
        return some(classifier, answers, rows, notices)
                .orElseThrow(() -> new DataException(rows.source() + ", column '"
                        + classifier.label().column().name()
                        + "' has no label that the model knows, so there is nothing to measure"));
    }

    /** The same; empty if no row is left. */
    public static Optional<Judged> some(Classifier classifier, Table answers, Table rows, Consumer<String> notices) {
        Label label = classifier.label();
        double[] truth = label.of(rows);
        int[] known = IntStream.range(0, truth.length)
                .filter(row -> label.knows(truth[row]))
                .toArray();
        long unknown = Arrays.stream(truth).filter(each -> !Double.isNaN(each)).count() - known.length;
        if (unknown > 0) {
            notices.accept(unknown + " rows are of classes of '"
                    + label.column().name() + "' that training did not see; no figure counts them");
        }
        if (known.length == 0) {
            return Optional.empty();
        }
        if (label.isNumber()) {
            double[] told = new double[known.length];
            double[] all = numbers(answers, 1, truth.length);
            Arrays.setAll(told, i -> all[known[i]]);
            double[] right = IntStream.of(known).mapToDouble(row -> truth[row]).toArray();
            return Optional.of(new Judged(List.of(), Optional.empty(), Optional.of(new NumberAnswers(told, right))));
        }
        float[][] p = new float[known.length][label.outputs()];
        probabilities(answers, known, p);
        int[] right = IntStream.of(known).map(row -> (int) truth[row]).toArray();
        return Optional.of(new Judged(label.classes(), Optional.of(new ClassAnswers(p, right)), Optional.empty()));
    }

    private static double[] numbers(Table table, int column, int rows) {
        double[] numbers = new double[rows];
        int at = 0;
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                System.arraycopy(batch.numbers(column), 0, numbers, at, batch.rows());
                at += batch.rows();
            }
        }
        return numbers;
    }

    /** After {@code row} and {@code label} the columns are the probabilities of the classes. */
    private static void probabilities(Table answers, int[] known, float[][] p) {
        int first = 0;
        int next = 0;
        try (Cursor cursor = answers.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (; next < known.length && known[next] < first + batch.rows(); next++) {
                    for (int c = 0; c < p[next].length; c++) {
                        p[next][c] = (float) batch.numbers(2 + c)[known[next] - first];
                    }
                }
                first += batch.rows();
            }
        }
    }
}
