package io.hourglass.codec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.codec.coder.DecisionTape;
import io.hourglass.math.RandomStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class EarningsTest {
    private static final int ROWS = 4000;
    private static final int[] NONE = {};

    private final RandomStream random = RandomStream.of(7);
    private final DecisionTape tape = new DecisionTape();
    private final Earnings earnings = new Earnings();
    private long decisions;

    private static Column column(Alphabet alphabet, IntToLongFunction codes) {
        long[] all = new long[ROWS];
        Arrays.setAll(all, codes);
        Column column = new Column(alphabet, all);
        column.complete();
        return column;
    }

    /** Eight words, equally often. */
    private static Column words(IntToLongFunction codes) {
        int[] weights = new int[8];
        Arrays.fill(weights, 1);
        return column(Alphabet.listed(weights, new long[0], new int[0]), codes);
    }

    private static Column numbers(int width, IntToLongFunction codes) {
        return column(Alphabet.wide(new int[] {1}, 0, width), codes);
    }

    private int code(int bit, int probability) {
        decisions++;
        return tape.code(bit, probability);
    }

    /** Codes a column beside another one; the predictor that earned most. */
    private Predictor best(Column beside, Column column, ColumnPlan plan) {
        Known known = Known.none(2, ROWS).with(0, beside, new ColumnPlan(NONE, NONE, 0));
        plan.code(column, known, this::code, earnings);
        return best();
    }

    private Predictor best() {
        double cost = tape.cost() / 65536.0 / 8;
        double earned =
                Arrays.stream(Predictor.values()).mapToDouble(earnings::bytes).sum();
        assertThat(cost + earned).isCloseTo(decisions / 8.0, within(1e-6 * decisions));
        return Arrays.stream(Predictor.values())
                .max(Comparator.comparingDouble(earnings::bytes))
                .orElseThrow();
    }

    @Test
    void aColumnThatFollowsFromAnotherIsEarnedByThat() {
        Column other = words(row -> random.nextInt(8));
        Column column = words(row -> (other.codes()[row] * 3 + 1) % 8);
        assertThat(best(other, column, new ColumnPlan(new int[] {0}, NONE, ColumnPlan.HISTORY)))
                .isEqualTo(Predictor.COLUMNS);
        assertThat(earnings.bytes(Predictor.COLUMNS)).isGreaterThan(0.4 * decisions / 8);
        assertThat(earnings.bytes(Predictor.ROWS)).isLessThan(0.25 * decisions / 8);
    }

    @Test
    void aColumnThatGoesRoundIsEarnedByTheRowsBefore() {
        Column other = words(row -> random.nextInt(8));
        Column round = words(row -> row % 8);
        int[] beside = {0};
        for (int parts : new int[] {ColumnPlan.HISTORY, ColumnPlan.HISTORY | ColumnPlan.LIGHT}) {
            assertThat(new EarningsTest().best(other, round, new ColumnPlan(beside, NONE, parts)))
                    .isEqualTo(Predictor.ROWS);
        }
    }

    @Test
    void aSumIsEarnedByLeastSquaresAndAStaircaseByItsTrend() {
        Column other = numbers(20, row -> random.nextInt(1 << 19));
        Column doubled = numbers(21, row -> 2 * other.codes()[row] + 17);
        assertThat(best(other, doubled, new ColumnPlan(NONE, NONE, ColumnPlan.NUMERIC)))
                .isEqualTo(Predictor.LEAST_SQUARES);
        Column stairs = numbers(20, row -> 200L * row + random.nextInt(16));
        int light = ColumnPlan.HISTORY | ColumnPlan.LIGHT;
        assertThat(new EarningsTest().best(other, stairs, new ColumnPlan(NONE, NONE, light)))
                .isEqualTo(Predictor.TREND);
    }

    @Test
    void longNumbersThatComeAgainAreEarnedByTheirRepetition() {
        long[] some = new long[50];
        Arrays.setAll(some, i -> ((long) random.nextInt(1 << 20) << 20) + random.nextInt(1 << 20));
        Column again = numbers(40, row -> some[random.nextInt(50)]);
        assertThat(best(words(row -> 0), again, new ColumnPlan(NONE, NONE, ColumnPlan.LIGHT)))
                .isEqualTo(Predictor.REPEATS);
    }

    @Test
    void theNetworkEarnsWhatNoContextTells() {
        Column other = words(row -> random.nextInt(8));
        Column column = words(row -> other.codes()[row] ^ 5);
        ColumnPlan plan = new ColumnPlan(NONE, NONE, ColumnPlan.NETWORK | ColumnPlan.LIGHT);
        assertThat(new EarningsTest().best(other, column, plan.with(ColumnPlan.LIGHT)))
                .isNotEqualTo(Predictor.NETWORK);
        assertThat(best(other, column, plan.with(ColumnPlan.NETWORK))).isEqualTo(Predictor.NETWORK);
    }

    @Test
    void whatIsRandomEarnsNothing() {
        best(words(row -> random.nextInt(8)), words(row -> random.nextInt(8)), new ColumnPlan(NONE, NONE, 0));
        for (Predictor predictor : Predictor.values()) {
            assertThat(Math.abs(earnings.bytes(predictor))).as("%s", predictor).isLessThan(0.02 * decisions / 8);
        }
    }

    @Test
    void textIsEarnedByTheBytesBefore() {
        TextModel model = new TextModel(this::code, 1 << 14, earnings);
        for (int i = 0; i < 300; i++) {
            String text = "the word " + random.nextInt(1000) + " of a longer sentence";
            model.code(text.getBytes(StandardCharsets.UTF_8), 0, 100);
        }
        assertThat(best()).isEqualTo(Predictor.BYTES);
        assertThat(earnings.bytes(Predictor.BYTES)).isGreaterThan(0.4 * decisions / 8);
    }
}
