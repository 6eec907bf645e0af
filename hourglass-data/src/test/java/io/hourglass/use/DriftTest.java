package io.hourglass.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.Hourglass;
import io.hourglass.SampleTables;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.SelectedRows;
import io.hourglass.error.DataException;
import io.hourglass.math.RandomStream;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final Hourglass MODEL = Hourglass.train(table(1, 0, "a", 500), SampleTables.epochs(10));

    private static MemoryTable table(long seed, double moved, String word, int rows) {
        RandomStream random = RandomStream.of(seed);
        double[] x = new double[rows];
        double[] y = new double[rows];
        String[] words = new String[rows];
        for (int r = 0; r < rows; r++) {
            double cause = random.nextGaussian();
            x[r] = cause + moved;
            y[r] = 2 * cause + 0.1 * random.nextGaussian();
            words[r] = random.nextInt(2) == 0 ? word : "b";
        }
        return MemoryTable.builder()
                .numbers(new NumericColumn("x", -1), x)
                .numbers(new NumericColumn("y", -1), y)
                .categories("word", words)
                .build();
    }

    @Test
    void rowsOfTheSameKindHaveHardlyDrifted() {
        Drift drift = MODEL.drift(table(1, 0, "a", 500), table(2, 0, "a", 700));
        assertThat(drift.columns()).hasSize(3).allMatch(column -> column.index() < Drift.CHANGED);
        assertThat(drift.scores()).isLessThan(Drift.CHANGED);
        assertThat(drift.before().rows()).isEqualTo(500);
        assertThat(drift.now().rows()).isEqualTo(700);
    }

    @Test
    void theColumnThatMovedComesFirstAndIsRebuiltWorse() {
        Drift drift = MODEL.drift(table(1, 0, "a", 500), table(2, 1.5, "a", 500));
        ColumnDrift first = drift.columns().get(0);
        assertThat(first.column()).isEqualTo("x");
        assertThat(first.index()).isGreaterThan(Drift.MUCH_CHANGED);
        assertThat(first.now().value()).isGreaterThan(first.before().value());
        assertThat(drift.columns().get(1).index()).isLessThan(Drift.CHANGED);
        assertThat(drift.scores()).isGreaterThan(Drift.CHANGED);
    }

    @Test
    void aWordThatTrainingDidNotSeeCounts() {
        ColumnDrift first = MODEL.drift(table(1, 0, "a", 500), table(2, 0, "new", 500))
                .columns()
                .get(0);
        assertThat(first.column()).isEqualTo("word");
        assertThat(first.index()).isGreaterThan(Drift.MUCH_CHANGED);
    }

    @Test
    void theIndexIsTheSymmetricDivergenceOfTheShares() {
        MemoryTable half = words(50, 50);
        MemoryTable most = words(90, 10);
        double p = 90.5 / 101;
        double expected = (p - 0.5) * Math.log(p / 0.5) + (0.5 - p) * Math.log((1 - p) / 0.5);
        Hourglass model = Hourglass.train(half, SampleTables.epochs(1));
        assertThat(model.drift(half, most).columns().get(0).index()).isCloseTo(expected, within(1e-12));
        assertThat(model.drift(half, half).columns().get(0).index()).isZero();
    }

    private static MemoryTable words(int first, int second) {
        String[] words = new String[first + second];
        java.util.Arrays.fill(words, 0, first, "one");
        java.util.Arrays.fill(words, first, words.length, "two");
        return MemoryTable.builder().categories("word", words).build();
    }

    @Test
    void aTableWithoutRowsIsRefused() {
        assertThatThrownBy(
                        () -> MODEL.drift(table(1, 0, "a", 500), new SelectedRows(table(1, 0, "a", 5), row -> false)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no rows");
    }
}
