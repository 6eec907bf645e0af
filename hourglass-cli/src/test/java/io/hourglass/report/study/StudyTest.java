package io.hourglass.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.Hourglass;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.math.RandomStream;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.use.Evaluation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StudyTest {
    private static final Table TABLE = table(400);
    private static final Hourglass MODEL = Hourglass.training(
                    TABLE,
                    HourglassPlan.defaults().withLength(LengthPlan.defaults().withEpochs(5)))
            .ignore(List.of("kind"))
            .run();

    /** Four numbers of which two follow the others, a category that is learnt, with gaps, and one that is not. */
    private static MemoryTable table(int rows) {
        RandomStream random = RandomStream.of(3);
        double[][] numbers = new double[4][rows];
        String[] colours = new String[rows];
        String[] kinds = new String[rows];
        for (int row = 0; row < rows; row++) {
            numbers[0][row] = random.nextGaussian();
            numbers[1][row] = random.nextGaussian();
            numbers[2][row] = numbers[0][row] + numbers[1][row];
            numbers[3][row] = row % 9 == 0 ? Double.NaN : numbers[0][row] - numbers[1][row];
            colours[row] = row % 11 == 0 ? null : numbers[0][row] > 0 ? "red" : "blue";
            kinds[row] = "kind " + row % 3;
        }
        return MemoryTable.builder()
                .numbers("a", numbers[0])
                .numbers("b", numbers[1])
                .numbers("c", numbers[2])
                .numbers("d", numbers[3])
                .categories("colour", colours)
                .categories("kind", kinds)
                .build();
    }

    @Test
    void theErrorsShownAreThoseThatEvaluateFinds() {
        Study study = Study.of(MODEL, TABLE, Optional.empty());
        Evaluation evaluation = MODEL.evaluate(TABLE);
        assertThat(study.rebuilt().evaluation().squaredErrorPerRow())
                .isCloseTo(evaluation.squaredErrorPerRow(), within(1e-9));
        assertThat(study.rebuilt().evaluation().columns()).isEqualTo(evaluation.columns());
        double sum = 0;
        for (double error : study.rebuilt().errors()) {
            sum += error;
        }
        assertThat(sum / 400).isCloseTo(evaluation.squaredErrorPerRow(), within(1e-9));
    }

    @Test
    void aColumnThatWasNotLearntNamesTheKindsOfRows() {
        Study study = Study.of(MODEL, TABLE, Optional.empty());
        assertThat(study.rows().column(study.kindColumn()).name()).isEqualTo("kind");
        assertThat(study.name(5)).isEqualTo("kind 2 · row 5");
    }

    @Test
    void theComponentsMayBeFittedToOtherRows() {
        Study own = Study.of(MODEL, TABLE.rows(0, 60), Optional.empty());
        Study other = Study.of(MODEL, TABLE.rows(0, 60), Optional.of(TABLE));
        assertThat(own.flatKnowsRows()).isTrue();
        assertThat(other.flatKnowsRows()).isFalse();
        assertThat(own.flatRebuilt().evaluation().squaredErrorPerRow())
                .isLessThan(other.flatRebuilt().evaluation().squaredErrorPerRow());
    }

    @Test
    void ofManyRowsTenThousandAreShownEvenlySpaced() {
        ShownRows rows = ShownRows.of(table(25_000), 6);
        assertThat(rows.count()).isEqualTo(10_000);
        assertThat(rows.total()).isEqualTo(25_000);
        for (int i = 1; i < rows.count(); i++) {
            assertThat(rows.numbers()[i] - rows.numbers()[i - 1]).isBetween(2L, 3L);
        }
        int kind = rows.table().schema().index("kind");
        assertThat(rows.text(kind, 777)).isEqualTo("kind " + rows.numbers()[777] % 3);
    }

    @Test
    void theStrangestRowIsOneThatWasMadeSo() {
        double[] far = {0.1, 0.2, 9, -0.1};
        MemoryTable strange = MemoryTable.builder()
                .numbers("a", 0.1, 0.1)
                .numbers("b", 0.2, 0.2)
                .numbers("c", 0.3, far[2])
                .numbers("d", -0.1, far[3])
                .categories("colour", "red", "red")
                .build();
        Study study = Study.of(MODEL, strange, Optional.of(TABLE));
        assertThat(study.scores().order()[0]).isEqualTo(1);
        assertThat(study.scores().reasons().joined().texts(3)[1]).isEqualTo("c");
    }
}
