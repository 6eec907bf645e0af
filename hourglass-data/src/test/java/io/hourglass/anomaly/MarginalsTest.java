package io.hourglass.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.math.RandomStream;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarginalsTest {
    private static double[] strangeness(MemoryTable table) {
        return Marginals.strangeness(table.schema(), table.joined(), 7);
    }

    @Test
    void aFarNumberIsStrangerThanOneInTheMiddleAndDoesNotHideTheOthers() {
        RandomStream random = RandomStream.of(3);
        double[] x = DoubleStream.generate(random::nextGaussian).limit(400).toArray();
        x[17] = 1e9;
        x[18] = 3.5;
        double[] strangeness = strangeness(
                MemoryTable.builder().numbers(new NumericColumn("x", -1), x).build());
        double strange =
                Arrays.stream(strangeness).sorted().skip(390).findFirst().orElseThrow();
        assertThat(strangeness[17]).isGreaterThan(strange);
        assertThat(strangeness[18]).isGreaterThan(strange);
    }

    @Test
    void aRareWordCountsTheLogarithmOfItsShare() {
        String[] words = new String[100];
        Arrays.fill(words, "usual");
        words[3] = "rare";
        words[4] = null;
        double[] strangeness =
                strangeness(MemoryTable.builder().categories("word", words).build());
        assertThat(strangeness[0]).isCloseTo(-Math.log(99 / 103.0), within(1e-12));
        assertThat(strangeness[3]).isCloseTo(-Math.log(2 / 103.0), within(1e-12));
        assertThat(strangeness[4]).isEqualTo(strangeness[3]);
    }

    @Test
    void aMissingNumberIsAValueOfItsOwn() {
        double[] x = IntStream.range(0, 300).mapToDouble(i -> i % 13).toArray();
        x[5] = Double.NaN;
        double[] strangeness = strangeness(
                MemoryTable.builder().numbers(new NumericColumn("x", 0), x).build());
        assertThat(strangeness[5]).isEqualTo(Arrays.stream(strangeness).max().orElseThrow());
    }

    @Test
    void columnsAddUp() {
        double[] x = IntStream.range(0, 100).mapToDouble(i -> i % 7).toArray();
        String[] word = IntStream.range(0, 100).mapToObj(i -> "w" + i % 3).toArray(String[]::new);
        double[] both = strangeness(MemoryTable.builder()
                .numbers(new NumericColumn("x", 0), x)
                .categories("word", word)
                .build());
        double[] first = strangeness(
                MemoryTable.builder().numbers(new NumericColumn("x", 0), x).build());
        double[] second =
                strangeness(MemoryTable.builder().categories("word", word).build());
        for (int r = 0; r < 100; r++) {
            assertThat(both[r]).isCloseTo(first[r] + second[r], within(1e-9));
        }
    }
}
