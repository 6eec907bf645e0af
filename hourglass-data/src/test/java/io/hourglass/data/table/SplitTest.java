package io.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static Table numbered(int rows) {
        double[] numbers = new double[rows];
        for (int i = 0; i < rows; i++) {
            numbers[i] = i;
        }
        return MemoryTable.builder().numbers("x", numbers).build();
    }

    private static List<Double> values(Table table) {
        List<Double> values = new ArrayList<>();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (double value : batch.numbers(0)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 99, 10_000})
    void everyRowIsOnOneSideAndTheShareIsMet(int rows) {
        Split split = Split.of(numbered(rows), 0.1, 42);
        List<Double> training = values(split.training());
        List<Double> validation = values(split.validation());
        assertThat(validation).hasSize((int) Math.max(1, Math.round(0.1 * rows)));
        assertThat(training).hasSize(rows - validation.size()).doesNotContainAnyElementsOf(validation);
        assertThat(split.validation().rowCount()).isEqualTo(OptionalLong.of(validation.size()));
    }

    @Test
    void theSeedDecidesAlone() {
        assertThat(values(Split.of(numbered(100), 0.2, 1).validation()))
                .isEqualTo(values(Split.of(numbered(100), 0.2, 1).validation()))
                .isNotEqualTo(values(Split.of(numbered(100), 0.2, 2).validation()));
    }

    @Test
    void aTableOfUnknownLengthGivesAboutTheShare() {
        Table known = numbered(20_000);
        Table unknown = new Table() {
            @Override
            public Schema schema() {
                return known.schema();
            }

            @Override
            public String source() {
                return "stream";
            }

            @Override
            public OptionalLong rowCount() {
                return OptionalLong.empty();
            }

            @Override
            public Cursor open() {
                return known.open();
            }
        };
        Split split = Split.of(unknown, 0.25, 7);
        assertThat(values(split.validation()).size()).isBetween(4_700, 5_300);
        assertThat(split.validation().rowCount()).isEmpty();
    }

    @Test
    void sharesAndTablesThatCannotBeSplitAreRefused() {
        assertThatThrownBy(() -> Split.of(numbered(10), 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Split.of(numbered(10), Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Split.of(numbered(1), 0.5, 1)).hasMessageContaining("needed at least 2 rows, got 1");
    }
}
