package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LearningPlan;
import io.hourglass.use.Evaluation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any table trains with the usual plan, or says in one line why it cannot. */
class AnyTableTest {
    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("mixed", SampleTables.mixed(300, 1), 40),
                Arguments.of("mixed, by default", SampleTables.mixed(100, 1), 200),
                Arguments.of("three columns", SampleTables.numbers(500, 3, 2), 30),
                Arguments.of("categories", SampleTables.categories(300, 3), 40),
                Arguments.of("images", SampleTables.images(300, 4), 40),
                Arguments.of("1,500 columns", SampleTables.numbers(60, 1500, 5), 3),
                Arguments.of("10,000 rows", SampleTables.numbers(10_000, 8, 6), 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void itIsLearntBetterThanByItsMean(String name, Table table, int epochs) {
        Hourglass model = Hourglass.train(table, SampleTables.epochs(epochs));
        Evaluation evaluation = model.evaluate(table);
        Evaluation before = Hourglass.train(table, untrained()).evaluate(table);
        assertThat(evaluation.rows()).isEqualTo(table.rowCount().orElseThrow());
        assertThat(evaluation.loss()).isFinite().isLessThan(0.9 * before.loss());
        assertThat(evaluation.squaredErrorPerRow()).isLessThan(0.9 * before.squaredErrorPerRow());
        assertThat(SampleTables.lines(model.encode(table))).hasSize((int) evaluation.rows() + 1);
        assertThat(SampleTables.lines(model.score(table))).hasSize((int) evaluation.rows() + 1);
        assertThat(SampleTables.lines(model.reconstruct(table))).hasSize((int) evaluation.rows() + 1);
    }

    /** A rate so low that nothing moves. */
    private static HourglassPlan untrained() {
        HourglassPlan plan = SampleTables.epochs(1);
        return plan.withLearning(new LearningPlan(
                plan.learning().loss(),
                plan.learning().optimizer(),
                Optional.of(1e-9f),
                plan.learning().schedule(),
                plan.learning().clipping()));
    }

    static Stream<Arguments> fewRows() {
        return IntStream.of(2, 3, 4, 5, 9, 10, 20)
                .boxed()
                .flatMap(rows -> Stream.of(
                        Arguments.of(rows, SampleTables.mixed(rows, 7)),
                        Arguments.of(rows, SampleTables.numbers(rows, 4, 8)),
                        Arguments.of(rows, SampleTables.images(rows, 9))));
    }

    @ParameterizedTest
    @MethodSource("fewRows")
    void aHandfulOfRowsIsEnough(int rows, Table table) {
        Hourglass model = Hourglass.train(table, SampleTables.epochs(2));
        assertThat(model.provenance().data().rows() + model.provenance().data().validationRows())
                .isEqualTo(rows);
        assertThat(model.provenance().data().validationRows()).isEqualTo(Math.round(0.1 * rows));
        assertThat(SampleTables.lines(model.score(table))).hasSize(rows + 1);
    }

    @Test
    void aRowAloneIsConstant() {
        refused(SampleTables.mixed(1, 10), "memory: there is nothing to learn: each of the 8 columns is constant");
        assertThat(SampleTables.lines(Hourglass.train(SampleTables.images(1, 11), SampleTables.epochs(2))
                        .reconstruct(SampleTables.images(1, 11))))
                .hasSize(2);
    }

    @Test
    void zerosAndMissingCellsAreRefusedInOneLine() {
        refused(SampleTables.filled(100, 3, 0), "memory: there is nothing to learn: each of the 3 columns is constant");
        refused(SampleTables.filled(100, 3, Double.NaN), "memory: there is nothing to learn: each of the 3 columns");
    }

    @Test
    void oneColumnIsRefusedUnlessItHasLevels() {
        refused(SampleTables.numbers(50, 1, 12), "memory: there is one number to learn from, 'n0'");
        String[] words = new String[60];
        Arrays.setAll(words, i -> "w" + i % 3);
        Table table = MemoryTable.builder().categories("word", words).build();
        Hourglass model = Hourglass.train(table, SampleTables.epochs(60));
        assertThat(model.evaluate(table).columns().get(0).value()).isEqualTo(1.0);
    }

    @Test
    void zerosAsImagesTrain() {
        Table black = MemoryTable.builder()
                .images(new ImageColumn("image", 2, 2, 1, 8), new float[4 * 30])
                .build();
        assertThat(Hourglass.train(black, SampleTables.epochs(2))
                        .evaluate(black)
                        .loss())
                .isFinite();
    }

    private static void refused(Table table, String message) {
        assertThatThrownBy(() -> Hourglass.train(table, HourglassPlan.defaults()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(message)
                .satisfies(e -> assertThat(List.of(e.getMessage().split("\n"))).hasSize(1));
    }
}
