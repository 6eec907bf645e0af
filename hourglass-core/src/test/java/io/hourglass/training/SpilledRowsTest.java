package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.file.ScratchFolder;
import io.hourglass.math.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpilledRowsTest {
    private static final long EVERYTHING = 1L << 40;

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "1, 200000, 0", "3, 100000, 1000", "7, 30000, 400000", "70000, 5, 0", "28, 9999, 1119887"})
    void rowsComeBackWhereverTheyAre(int width, int count, long mostBytes) {
        for (long wholeValues : new long[] {0, EVERYTHING}) {
            try (SpilledRows rows = new SpilledRows(width, List.of(), mostBytes, wholeValues)) {
                float[] row = new float[width + 2];
                for (int r = 0; r < count; r++) {
                    fill(row, r);
                    rows.add(row, 1);
                }
                assertThat(rows.isSpilled()).isTrue();
                assertThat(rows.count()).isEqualTo(count);
                float[] back = new float[width + 2];
                RandomStream random = RandomStream.of(width);
                for (int i = 0; i < Math.min(count, 3000); i++) {
                    int r = random.nextInt(count);
                    fill(row, r);
                    rows.copy(r, back, 1);
                    assertThat(Arrays.equals(back, 1, width + 1, row, 1, width + 1))
                            .isTrue();
                }
            }
        }
    }

    private static void fill(float[] row, int number) {
        for (int i = 1; i < row.length - 1; i++) {
            row[i] = number * 31f + i;
        }
        row[1] = number % 5 == 0 ? Float.NaN : row[1];
    }

    @Test
    void rowsWithinTheLimitStayInMemory() {
        try (SpilledRows rows = new SpilledRows(2, List.of("a", "b"), 80, EVERYTHING)) {
            for (int r = 0; r < 10; r++) {
                rows.add(new float[] {r, -r}, 0);
            }
            assertThat(rows.isSpilled()).isFalse();
            rows.add(new float[] {10, -10}, 0);
            assertThat(rows.isSpilled()).isTrue();
            assertThat(rows.name(1)).isEqualTo("'b'");
            assertThat(RowDigest.of(rows)).isEqualTo(RowDigest.of(copyOf(rows)));
        }
    }

    private static MemoryRows copyOf(Rows rows) {
        MemoryRows copy = new MemoryRows(rows.width(), List.of());
        float[] row = new float[rows.width()];
        for (int r = 0; r < rows.count(); r++) {
            rows.copy(r, row, 0);
            copy.add(row, 0);
        }
        return copy;
    }

    @Test
    void nothingIsLeftOfTheFileOnceTheRowsAreClosed() throws IOException {
        SpilledRows rows = new SpilledRows(1, List.of(), 0);
        rows.add(new float[] {1}, 0);
        rows.close();
        try (Stream<?> left = Files.list(ScratchFolder.path())) {
            assertThat(left).isEmpty();
        }
        assertThatThrownBy(() -> rows.copy(0, new float[1], 0)).hasMessageContaining("temporary file");
    }
}
