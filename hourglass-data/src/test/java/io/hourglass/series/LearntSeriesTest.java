package io.hourglass.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.data.table.MemoryTable;
import io.hourglass.network.RecurrentCell;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Rows;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearntSeriesTest {
    private static final int WINDOW = 5;

    private static LearntSeries learnt(int series, int length, double share) {
        double[] number = IntStream.range(0, series * length).asDoubleStream().toArray();
        double[] group =
                Arrays.stream(number).map(each -> Math.floor(each / length)).toArray();
        MemoryTable table = MemoryTable.builder()
                .numbers("group", group)
                .numbers("value", number)
                .build();
        SeriesPlan plan = SeriesPlan.windows(WINDOW).apartBy("group");
        return new LearntSeries(table, Series.of(plan, table.schema()), share, 1);
    }

    /** The rows of a table that count themselves. */
    private static MemoryRows counting(int rows) {
        MemoryRows all = new MemoryRows(1, List.of("value"));
        for (int r = 0; r < rows; r++) {
            all.add(new float[] {r}, 0);
        }
        return all;
    }

    private static Set<Integer> inWindows(Rows windows, int length) {
        Set<Integer> held = new HashSet<>();
        float[] row = new float[WINDOW];
        for (int w = 0; w < windows.count(); w++) {
            windows.copy(w, row, 0);
            for (int i = 0; i < WINDOW; i++) {
                assertThat(row[i]).isEqualTo(row[0] + i);
                assertThat((int) row[i] / length).isEqualTo((int) row[0] / length);
                held.add((int) row[i]);
            }
        }
        return held;
    }

    @Test
    void ofFewSeriesTheEndOfEachIsHeldBackAndNoWindowHoldsBoth() {
        LearntSeries parts = learnt(2, 100, 0.1);
        MemoryRows rows = counting(200);
        Set<Integer> learnt = inWindows(parts.windows(rows), 100);
        Set<Integer> held = inWindows(parts.heldWindows(rows), 100);
        assertThat(learnt).hasSize(180).doesNotContainAnyElementsOf(held);
        assertThat(held).hasSize(20).contains(99, 199);
        assertThat(parts.isHeld(95)).isTrue();
        assertThat(parts.isHeld(105)).isFalse();
        assertThat(parts.windows(rows).count()).isEqualTo(2 * (90 - WINDOW + 1));
    }

    @Test
    void ofManySeriesWholeOnesAreHeldBack() {
        LearntSeries parts = learnt(40, 8, 0.1);
        MemoryRows rows = counting(320);
        Set<Integer> held = inWindows(parts.heldWindows(rows), 8);
        assertThat(held).hasSize(4 * 8);
        assertThat(inWindows(parts.windows(rows), 8)).hasSize(36 * 8).doesNotContainAnyElementsOf(held);
    }

    @Test
    void aSeriesTooShortToSpareAWindowIsLearntWhole() {
        assertThat(learnt(1, 2 * WINDOW, 0.1).holdsBack()).isFalse();
        assertThat(learnt(1, 4 * WINDOW, 0.1).holdsBack()).isTrue();
        assertThat(learnt(1, 4 * WINDOW, 0).holdsBack()).isFalse();
    }

    @Test
    void longSeriesAreLearntInStrides() {
        SeriesPlan plan = SeriesPlan.windows(50);
        assertThat(plan.trainingStride(100_000)).isEqualTo(1);
        assertThat(plan.trainingStride(100_001)).isEqualTo(2);
        assertThat(plan.trainingStride(1_000_000_000)).isEqualTo(50);
        assertThat(plan.withRecurrent(RecurrentCell.GRU).trainingStride(100_000))
                .isEqualTo(5);
        assertThat(plan.stride()).isEqualTo(6);
        assertThat(SeriesPlan.windows(3).stride()).isEqualTo(1);
    }

    @Test
    void windowsOfLongSeriesLieAStrideApartAndNoneOverlapsTheNextSeries() {
        int length = 130_000;
        LearntSeries parts = learnt(2, length, 0); // 2 × 129,996 windows, of which 100,000 are enough
        Rows windows = parts.windows(counting(2 * length));
        int each = (length - WINDOW) / 3 + 1;
        assertThat(windows.count()).isEqualTo(2 * each);
        float[] row = new float[WINDOW];
        for (int w : new int[] {0, 1, 2, each - 1, each, each + 1, 2 * each - 1}) {
            windows.copy(w, row, 0);
            assertThat(row[0]).isEqualTo(w < each ? 3 * w : length + 3 * (w - each));
        }
        assertThat(parts.notice()).contains(2 * each + " windows of 5 rows, each 3 rows after the one before");
    }
}
