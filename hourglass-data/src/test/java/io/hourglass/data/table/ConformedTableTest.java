package io.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.error.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConformedTableTest {
    private static Batch first(Table table) {
        try (Cursor cursor = table.open()) {
            return cursor.next();
        }
    }

    @Test
    void columnsAreMatchedByNameAndTheOthersFollow() {
        Table table = MemoryTable.builder()
                .numbers("extra", 9)
                .numbers("b", 2)
                .numbers("a", 1)
                .build();
        Table conformed = table.as(new Schema(List.of(new NumericColumn("a", 0), new NumericColumn("b", 1))));
        assertThat(conformed.schema().names()).containsExactly("a", "b", "extra");
        assertThat(conformed.schema().column(1)).isEqualTo(new NumericColumn("b", 1));
        assertThat(first(conformed).numbers(0)).containsExactly(1);
        assertThat(first(conformed).numbers(2)).containsExactly(9);
    }

    @Test
    void typesAreTurnedWhereTheCellsAllowIt() {
        Table table = MemoryTable.builder()
                .numbers("flag", 0, 1, Double.NaN)
                .numbers(new BooleanColumn("number", "0", "1"), 1, 0, Double.NaN)
                .numbers("code", 7, 8.5, Double.NaN)
                .texts("id", "12", "NA", null)
                .categories("answer", "yes", "no", null)
                .build();
        Table conformed = table.as(new Schema(List.of(
                new BooleanColumn("flag", "0", "1"),
                new NumericColumn("number", 0),
                new CategoricalColumn("code"),
                new NumericColumn("id", 0),
                new BooleanColumn("answer", "no", "yes"))));
        Batch batch = first(conformed);
        assertThat(batch.numbers(0)).containsExactly(0, 1, Double.NaN);
        assertThat(batch.numbers(1)).containsExactly(1, 0, Double.NaN);
        assertThat(batch.texts(2)).containsExactly("7", "8.5", null);
        assertThat(batch.numbers(3)).containsExactly(12, Double.NaN, Double.NaN);
        assertThat(batch.numbers(4)).containsExactly(1, 0, Double.NaN);
    }

    @Test
    void oneMessageNamesAllThatIsMissingExtraAndChanged() {
        Table table = MemoryTable.builder()
                .categories("age", "old")
                .numbers("other", 1)
                .build();
        Schema expected = new Schema(List.of(
                new NumericColumn("age", 0), new NumericColumn("weight", 0), new TextColumn("note", "free text")));
        assertThatThrownBy(() -> table.as(expected))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing 'weight'")
                .hasMessageContaining("extra 'other'")
                .hasMessageContaining("changed 'age' (needed numeric, found categorical)")
                .message()
                .doesNotContain("note");
    }

    @Test
    void aCellThatCannotBeTurnedIsNamedByRowAndColumn() {
        Table table = MemoryTable.builder().numbers("flag", 0, 1, 2).build();
        Table conformed = table.as(new Schema(List.of(new BooleanColumn("flag", "0", "1"))));
        assertThatThrownBy(() -> first(conformed))
                .isInstanceOf(DataException.class)
                .hasMessage("memory, row 2, column 'flag': found '2', neither '0' nor '1'");
    }

    @Test
    void imagesMustHaveTheSizeExpected() {
        Table table = MemoryTable.builder()
                .images(new ImageColumn("image", 1, 2, 1, 8), 0, 1)
                .build();
        assertThatThrownBy(() -> table.as(new Schema(List.of(new ImageColumn("image", 2, 1, 1, 8)))))
                .hasMessageContaining("needed image 2x1x1, found image 1x2x1");
        assertThat(first(table.as(table.schema())).pixels(0)).containsExactly(0, 1);
    }

    @Test
    void aViewWithoutAColumnLacksIt() {
        Table table = MemoryTable.builder().numbers("a", 1).numbers("b", 2).build();
        assertThatThrownBy(() -> table.without(List.of("b")).as(table.schema())).hasMessageContaining("missing 'b'");
        assertThat(table.without(List.of("b"))
                        .as(table.schema().select(List.of("a")))
                        .schema()
                        .names())
                .containsExactly("a");
    }
}
