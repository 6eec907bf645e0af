package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.math.RandomStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowOrderTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "10, 3, 2", "1000, 7, 5", "1001, 10, 100", "64, 64, 1", "5, 100, 3"})
    void everyRowIsTakenOnce(int count, int rowsPerBlock, int blocksPerWindow) {
        int[] order = RowOrder.inWindows(count, rowsPerBlock, blocksPerWindow, RandomStream.of(1));
        Arrays.sort(order);
        assertThat(order).isEqualTo(RowOrder.ascending(count));
    }

    @Test
    void aWindowNeedsNoMoreBlocksThanFitIntoIt() {
        int[] order = RowOrder.inWindows(1000, 10, 5, RandomStream.of(1));
        for (int start = 0; start < 1000; start += 50) {
            Set<Integer> blocks = new HashSet<>();
            Arrays.stream(order, start, start + 50).forEach(row -> blocks.add(row / 10));
            assertThat(blocks).hasSize(5);
        }
    }

    @Test
    void rowsOfABlockAreApartAndBlocksAreFarFromWhereTheyWere() {
        int[] order = RowOrder.inWindows(100_000, 100, 100, RandomStream.of(1));
        long neighbours = 0;
        double moved = 0;
        for (int i = 1; i < order.length; i++) {
            neighbours += order[i] / 100 == order[i - 1] / 100 ? 1 : 0;
            moved += Math.abs(order[i] - i);
        }
        assertThat(neighbours).isLessThan(2_000); // a hundredth of the pairs is expected
        assertThat(moved / order.length).isBetween(28_000.0, 38_000.0); // a third is expected
    }

    @Test
    void fewRowsAreShuffledAsOne() {
        int[] whole = RowOrder.ascending(5000);
        RandomStream.of(3).shuffle(whole);
        assertThat(RowOrder.shuffled(5000, 28, RandomStream.of(3))).isEqualTo(whole);
    }
}
