package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.math.RandomStream;
import io.hourglass.use.Evaluation;
import io.hourglass.use.Scoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers at the ends of what a float holds are worked with or named, and never come back as something that is no number. */
class ExtremeValuesTest {
    private static final List<String> NAMES = List.of("tiny", "plain");
    private static final Hourglass MODEL = Hourglass.train(table(200), SampleTables.epochs(3));

    /** {@code tiny} deviates by a millionth from 1. */
    private static MemoryTable table(int rows) {
        double[][] table = new double[rows][];
        RandomStream random = RandomStream.of(1);
        for (int r = 0; r < rows; r++) {
            double x = random.nextGaussian();
            table[r] = new double[] {1 + 1e-6 * x, 3 * x};
        }
        return MemoryTable.ofNumbers(NAMES, table);
    }

    private static List<double[]> numbers(Table table) {
        List<double[]> columns = new ArrayList<>();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int c = 0; c < Math.min(2, batch.columns()); c++) {
                    columns.add(batch.numbers(c));
                }
            }
        }
        return columns;
    }

    @Test
    void aNumberFarBeyondThoseOfTrainingIsWorkedWithAndTold() {
        Table rows =
                MemoryTable.ofNumbers(NAMES, new double[][] {{1e38, 1}, {1, -3e38}, {-Float.MAX_VALUE, 0}, {1, 1}});
        List<String> told = new ArrayList<>();
        for (Table used : List.of(
                MODEL.encode(rows),
                MODEL.reconstruct(rows),
                MODEL.score(rows),
                MODEL.score(rows, Scoring.usual().explained()))) {
            for (double[] column : numbers(used)) {
                assertThat(Arrays.stream(column)
                                .filter(value -> !Double.isFinite(value))
                                .count())
                        .isZero();
            }
            told.addAll(used.notices());
        }
        Evaluation evaluation = MODEL.evaluate(rows, told::add);
        assertThat(evaluation.loss()).isPositive().isFinite();
        assertThat(told)
                .hasSize(2 * 5)
                .contains("'tiny': 2 cells have values that training did not see, such as '1E38'; taken as 1e15 on the"
                        + " column's scale, beyond which nothing is told apart")
                .anyMatch(notice -> notice.startsWith("'plain': 1 cell has a value") && notice.contains("'-3E38'"));
    }

    @Test
    void aNumberThatNoFloatHoldsIsNamed() {
        for (double value : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e39, -1e300}) {
            assertThatThrownBy(() -> MemoryTable.ofNumbers(NAMES, new double[][] {{1, 1}, {1, 1}, {1, value}}))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("memory, row 2, column 'plain': found '")
                    .hasMessageContaining("beyond what a float holds");
        }
    }

    @Test
    void aCodeWhoseReconstructionIsNoNumberIsNamed() {
        List<String> names = List.of("c0");
        assertThat(MODEL.autoencoder().spec().codeWidth()).isEqualTo(1);
        Table codes = MemoryTable.ofNumbers(names, new double[][] {{1}, {3e38}});
        assertThatThrownBy(() -> numbers(MODEL.decode(codes)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("memory, row 1: the code lies so far");
        assertThat(numbers(MODEL.decode(codes.rows(0, 1)))).hasSize(2);
    }
}
