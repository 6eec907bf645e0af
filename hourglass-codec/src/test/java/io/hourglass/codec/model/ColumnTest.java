package io.hourglass.codec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnTest {
    private static final int ROWS = 20_000;

    private static Column column() {
        int[] noWords = {1};
        long[] codes = IntStream.range(0, ROWS).mapToLong(row -> row).toArray();
        Column column = new Column(Alphabet.wide(noWords, 1, 20), codes);
        column.complete();
        return column;
    }

    @Test
    void columnsThatAreCodedAtOnceSeeTheSameLogarithms() {
        float[] expected = column().logs().clone();
        assertThat(expected[ROWS - 1]).isCloseTo(9.9f, within(0.1f));
        for (int round = 0; round < 100; round++) {
            Column shared = column();
            boolean[] same = new boolean[8];
            IntStream.range(0, same.length)
                    .parallel()
                    .forEach(i -> same[i] = Arrays.equals(shared.logs().clone(), expected));
            assertThat(same).doesNotContain(false);
        }
    }
}
