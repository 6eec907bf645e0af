package io.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final Batch batch = Batch.builder(3)
            .numbers(1, 2, 3)
            .texts("a", null, "c")
            .pixels(0, 1, 2, 3, 4, 5)
            .build();

    @Test
    void aSliceHoldsTheRowsBetween() {
        Batch slice = batch.slice(1, 3);
        assertThat(slice.rows()).isEqualTo(2);
        assertThat(slice.numbers(0)).containsExactly(2, 3);
        assertThat(slice.texts(1)).containsExactly(null, "c");
        assertThat(slice.pixels(2)).containsExactly(2, 3, 4, 5);
    }

    @Test
    void pickedRowsComeInTheOrderAskedFor() {
        Batch picked = batch.pick(2, 0);
        assertThat(picked.numbers(0)).containsExactly(3, 1);
        assertThat(picked.texts(1)).containsExactly("c", "a");
        assertThat(picked.pixels(2)).containsExactly(4, 5, 0, 1);
    }

    @Test
    void columnsCanBeChosenAndPutBeside() {
        Batch both = batch.select(1).beside(batch.select(0));
        assertThat(both.columns()).isEqualTo(2);
        assertThat(both.texts(0)).containsExactly("a", null, "c");
        assertThat(both.numbers(1)).containsExactly(1, 2, 3);
    }

    @Test
    void batchesAreJoinedRowAfterRow() {
        Batch all = Batch.joined(List.of(batch.slice(0, 1), batch.slice(1, 3), batch));
        assertThat(all.rows()).isEqualTo(6);
        assertThat(all.numbers(0)).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(all.texts(1)).containsExactly("a", null, "c", "a", null, "c");
        assertThat(all.pixels(2)).containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
    }

    @Test
    void wrongNumbersOfCellsAreRefused() {
        assertThatThrownBy(() -> Batch.builder(2).numbers(1))
                .hasMessage("column 0 of a batch: needed cells for 2 rows, got 1");
        assertThatThrownBy(() -> Batch.builder(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch.beside(batch.slice(0, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTableRefusesBatchesOfAnotherType() {
        Schema schema = new Schema(List.of(new CategoricalColumn("a")));
        Batch numbers = Batch.builder(1).numbers(1).build();
        assertThatThrownBy(() -> new MemoryTable(schema, List.of(numbers)))
                .hasMessageContaining("column 'a' is categorical");
    }
}
