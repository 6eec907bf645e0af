package io.hourglass.data.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Table;
import io.hourglass.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleTest {
    private static final int ROWS = 1000;

    static Stream<Arguments> everyScaleOnEveryColumn() {
        return Stream.of(Scale.values())
                .flatMap(scale -> RandomColumn.ALL.stream()
                        .flatMap(column -> Stream.of(1L, 2L).map(seed -> Arguments.of(scale, column, seed))));
    }

    @ParameterizedTest
    @MethodSource("everyScaleOnEveryColumn")
    void valuesComeBackAsExactlyAsFloatsAndDecimalsAllow(Scale scale, RandomColumn column, long seed) {
        if (scale == Scale.NONE && column.equals(RandomColumn.HUGE)) {
            return; // kept within 1e15: see below
        }
        double[] values = column.values(ROWS, seed);
        PreparedNumber prepared =
                (PreparedNumber) fit(column, values, scale).columns().get(0);
        float[] rows = apply(prepared, values);
        double[] back = undo(prepared, rows);
        int exact = 0;
        for (int i = 0; i < ROWS; i++) {
            double step = resolution(prepared.scaling(), rows[i]);
            boolean fine = step < 0.9 * column.unit();
            exact += fine ? 1 : 0;
            double bound = fine ? 0 : column.unit() > 0 ? step + column.unit() : 6 * step;
            if (!(Math.abs(back[i] - values[i]) <= bound)) {
                throw new AssertionError(
                        "row " + i + ": " + values[i] + " came back as " + back[i] + ", more than " + bound + " away");
            }
        }
        boolean everyDigit = column.unit() == 0;
        boolean coarse = scale == Scale.NONE
                || column.equals(RandomColumn.HEAVY_TAILS)
                || column.equals(RandomColumn.MOSTLY_ZERO);
        if (!everyDigit && !coarse) {
            assertThat(exact).as("values within the resolution of a float").isEqualTo(ROWS);
        }
    }

    /** How far apart the values are that this float and the next stand for. */
    private static double resolution(Scaling scaling, float prepared) {
        double apart = Math.max(Math.ulp(prepared), 1e-9);
        double value = scaling.undo(prepared);
        return Math.max(scaling.undo(prepared + apart) - value, value - scaling.undo(prepared - apart));
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void shortDecimalsComeBackToTheLastDigit(Scale scale) {
        double[] values = RandomColumn.SHORTEST.values(ROWS, 3);
        PreparedNumber prepared = (PreparedNumber)
                fit(RandomColumn.SHORTEST, values, scale).columns().get(0);
        assertThat(Arrays.equals(undo(prepared, apply(prepared, values)), values))
                .isTrue();
    }

    @ParameterizedTest
    @FieldSource("io.hourglass.data.preparation.RandomColumn#ALL")
    void standardMeansMeanZeroAndDeviationOne(RandomColumn column) {
        double[] values = column.values(ROWS, 4);
        PreparedNumber prepared =
                (PreparedNumber) fit(column, values, Scale.STANDARD).columns().get(0);
        float[] rows = apply(prepared, values);
        assertThat(mean(rows)).isCloseTo(0, within(1e-4));
        if (!column.equals(RandomColumn.BELOW_FLOATS)) { // squares underflow there: the range is taken
            assertThat(deviation(rows)).isCloseTo(1, within(1e-4));
            assertThat(prepared.number().deviation()).isEqualTo(1f);
        }
    }

    @ParameterizedTest
    @FieldSource("io.hourglass.data.preparation.RandomColumn#ALL")
    void minmaxMeansZeroToOne(RandomColumn column) {
        double[] values = column.values(ROWS, 5);
        PreparedNumber prepared =
                (PreparedNumber) fit(column, values, Scale.MINMAX).columns().get(0);
        float[] rows = apply(prepared, values);
        assertThat(rows).contains(0f, 1f);
        assertThat(prepared.number().low()).isZero();
        assertThat(prepared.number().high()).isEqualTo(1f);
        for (float row : rows) {
            assertThat(row).isBetween(0f, 1f);
        }
    }

    @Test
    void robustMeansThatOutliersDoNotCount() {
        double[] values = RandomColumn.NORMAL.values(ROWS, 6);
        double[] dirty = values.clone();
        for (int i = 0; i < 30; i++) {
            dirty[i] = 1e6;
        }
        Linear clean = (Linear) scaling(values, Scale.ROBUST);
        Linear robust = (Linear) scaling(dirty, Scale.ROBUST);
        assertThat(clean.center()).isCloseTo(50, within(0.7));
        assertThat(clean.scale()).isCloseTo(10, within(0.5));
        assertThat(robust.center()).isCloseTo(clean.center(), within(0.3));
        assertThat(robust.scale()).isCloseTo(clean.scale(), within(0.5));
    }

    @Test
    void robustFallsBackToTheDeviationWhereTheQuartilesAreEqual() {
        double[] values = new double[100];
        values[7] = 5;
        Linear linear = (Linear) scaling(values, Scale.ROBUST);
        assertThat(linear.center()).isZero();
        assertThat(linear.scale()).isCloseTo(0.4975, within(1e-4));
    }

    @Test
    void quantilesMakeNormalDeviatesOfAnything() {
        double[] values = RandomColumn.HEAVY_TAILS.values(20_000, 7);
        Scaling scaling = scaling(values, Scale.QUANTILE);
        float[] rows = new float[values.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) scaling.apply(values[i]);
        }
        Arrays.sort(rows);
        assertThat(mean(rows)).isCloseTo(0, within(0.01));
        assertThat(deviation(rows)).isCloseTo(1, within(0.02));
        assertThat(rows[rows.length * 84 / 100]).isCloseTo(0.994f, within(0.03f));
        assertThat(rows[rows.length - 1]).isBetween(3.5f, 4.2f);
    }

    @Test
    void quantilesGoOnBeyondTheExtremesWithTheSlopeBetweenThem() {
        double[] values = RandomColumn.HEAVY_TAILS.values(5000, 8);
        Quantiles scaling = (Quantiles) scaling(values, Scale.QUANTILE);
        int last = scaling.values().length - 1;
        double range = scaling.values()[last] - scaling.values()[0];
        double deviates = scaling.deviates()[last] - scaling.deviates()[0];
        double beyond = scaling.values()[last] + range;
        assertThat(scaling.apply(beyond)).isCloseTo(scaling.deviates()[last] + deviates, within(1e-9));
        assertThat(scaling.undo(scaling.apply(beyond))).isCloseTo(beyond, within(1e-9 * range));
        double below = scaling.values()[0] - range;
        assertThat(scaling.apply(below)).isCloseTo(scaling.deviates()[0] - deviates, within(1e-9));
    }

    @Test
    void quantilesOfManyTiesPutThemInTheMiddleOfTheirRanks() {
        double[] values = new double[1000];
        Arrays.fill(values, 500, 1000, 1);
        Quantiles half = (Quantiles) scaling(values, Scale.QUANTILE);
        assertThat(half.apply(0)).isCloseTo(-0.674, within(0.01)); // the middle of the lower half
        assertThat(half.apply(1)).isCloseTo(0.674, within(0.01));
    }

    @Test
    void autoTakesQuantilesOnlyWhereSomethingLiesVeryFarOut() {
        double[] values = RandomColumn.NORMAL.values(3000, 9);
        assertThat(scaling(values, Scale.AUTO)).isInstanceOf(Linear.class).isEqualTo(scaling(values, Scale.STANDARD));
        values[17] = 1e9;
        assertThat(scaling(values, Scale.AUTO))
                .isInstanceOf(Quantiles.class)
                .isEqualTo(scaling(values, Scale.QUANTILE));
    }

    @Test
    void extremesAtUseStayNumbersWhoseSquaresAreNumbers() {
        double[] values = {0, 1e-30, 2e-30, 3e-30};
        for (Scale scale : Scale.values()) {
            PreparedNumber prepared = PreparedNumber.fit(new NumericColumn("x", -1), profile(values), scale, false);
            for (float row : apply(prepared, new double[] {3e38, -3e38})) {
                assertThat(Math.abs(row))
                        .as("%s", scale)
                        .isLessThanOrEqualTo((float) 1e15)
                        .isGreaterThan(0f);
            }
        }
    }

    @Test
    void theQuantileOfASampleIsThatOfAllRows() {
        double[] values = new double[200_000];
        RandomStream random = RandomStream.of(10);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble();
        }
        NumberProfile profile = profile(values);
        for (double share : new double[] {0.01, 0.25, 0.5, 0.99}) {
            assertThat(profile.quantile(share)).isCloseTo(share, within(0.012));
        }
    }

    @Test
    void scalesAreNamedAsOnTheCommandLine() {
        for (String name : List.of("auto", "standard", "minmax", "robust", "quantile", "none")) {
            assertThat(Scale.of(name)).hasToString(name.toUpperCase(Locale.ROOT));
        }
        assertThatThrownBy(() -> Scale.of("Standard"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Standard", "minmax");
    }

    private static Preparation fit(RandomColumn column, double[] values, Scale scale) {
        double[] other = new double[values.length];
        Arrays.setAll(other, i -> i);
        Table table = MemoryTable.builder()
                .numbers(column.column(), values)
                .numbers("other", other)
                .build();
        return Preparation.fit(table, scale, false, new ArrayList<>());
    }

    private static NumberProfile profile(double[] values) {
        NumberProfile profile = new NumberProfile();
        for (double value : values) {
            profile.add(value);
        }
        return profile;
    }

    private static Scaling scaling(double[] values, Scale scale) {
        return scale.fit(profile(values));
    }

    private static float[] apply(PreparedNumber prepared, double[] values) {
        float[] rows = new float[values.length];
        prepared.apply(Batch.builder(values.length).numbers(values).build(), 0, rows, 1, 0, new Unseen());
        return rows;
    }

    private static double[] undo(PreparedNumber prepared, float[] rows) {
        Batch.Builder builder = Batch.builder(rows.length);
        prepared.undo(rows, 1, 0, rows.length, builder);
        return builder.build().numbers(0);
    }

    private static double mean(float[] rows) {
        double sum = 0;
        for (float row : rows) {
            sum += row;
        }
        return sum / rows.length;
    }

    private static double deviation(float[] rows) {
        double mean = mean(rows);
        double sum = 0;
        for (float row : rows) {
            sum += (row - mean) * (row - mean);
        }
        return Math.sqrt(sum / rows.length);
    }
}
