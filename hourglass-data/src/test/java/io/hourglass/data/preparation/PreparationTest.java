package io.hourglass.data.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.cell.BooleanCell;
import io.hourglass.cell.CategoryCell;
import io.hourglass.cell.NumberCell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MemoryTableBuilder;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.training.MemoryRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private final List<String> notices = new ArrayList<>();

    @Test
    void columnsKeepTheDatasOrderAndTextIsLeftOut() {
        Preparation preparation = fit(MemoryTable.builder()
                .categories("b", "x", "y", "x")
                .texts("comment", "long", "longer", "longest")
                .numbers("a", 1, 2, 3)
                .numbers("same", 4, 4, 4)
                .booleans("c", true, false, true));
        assertThat(preparation.schema().names()).containsExactly("b", "a", "same", "c");
        assertThat(preparation.cellNames()).containsExactly("b", "a", "c");
        assertThat(preparation.columnOfCell()).containsExactly(0, 1, 3);
        assertThat(preparation.width()).isEqualTo(3);
        assertThat(preparation.cells())
                .hasExactlyElementsOfTypes(CategoryCell.class, NumberCell.class, BooleanCell.class);
    }

    @Test
    void anotherOrderOfTheSameColumnsIsPreparedTheSame() {
        Table table = mixed().build();
        Preparation preparation = Preparation.fit(table, Scale.AUTO, false, notices);
        Table turned = table.select(List.of("c", "a", "b"));
        assertThat(all(preparation.apply(turned, new Unseen()))).isEqualTo(all(preparation.apply(table, new Unseen())));
    }

    private static MemoryTableBuilder mixed() {
        return MemoryTable.builder()
                .numbers("a", 1, 2, 3, Double.NaN)
                .categories("b", "x", "y", null, "x")
                .booleans("c", true, false, true, true);
    }

    private static float[] all(MemoryRows rows) {
        float[] values = new float[rows.count() * rows.width()];
        for (int r = 0; r < rows.count(); r++) {
            rows.copy(r, values, r * rows.width());
        }
        return values;
    }

    @Test
    void aColumnWithMissingCellsSaysSoToTheNetworkAndIsFilledWithItsMedian() {
        Preparation preparation = fit(MemoryTable.builder()
                .numbers("gaps", 10, Double.NaN, 20, 100)
                .numbers("whole", 1, 2, 3, 4)
                .numbers(new BooleanColumn("truth", "n", "y"), 1, Double.NaN, 0, 1));
        PreparedNumber gaps = (PreparedNumber) preparation.columns().get(0);
        assertThat(gaps.number().indicator()).isTrue();
        assertThat(gaps.scaling().undo(gaps.number().fill())).isBetween(19.999, 20.001);
        assertThat(((PreparedNumber) preparation.columns().get(1)).number().indicator())
                .isFalse();
        assertThat(((PreparedBoolean) preparation.columns().get(2)).truth())
                .isEqualTo(new BooleanCell((float) (2 / 3.0), true));
    }

    @Test
    void whereTrainingHidesCellsEveryColumnSaysWhetherItIsMissing() {
        Table table = MemoryTable.builder()
                .numbers("a", 1, 2, 3)
                .booleans("c", true, false, true)
                .build();
        Preparation preparation = Preparation.fit(table, Scale.AUTO, true, notices);
        assertThat(preparation.cells()).allMatch(cell -> cell.inputs() == 2);
    }

    @Test
    void constantAndMissingColumnsAreToldAndGivenBack() {
        Table table = MemoryTable.builder()
                .numbers("a", 1, 2)
                .numbers("b", 3, 4)
                .numbers("same", 7.5, 7.5)
                .numbers("gone", Double.NaN, Double.NaN)
                .categories("word", "w", "w")
                .categories("void", null, null)
                .numbers("some", 5, Double.NaN)
                .build();
        Preparation preparation = Preparation.fit(table, Scale.AUTO, false, notices);
        assertThat(notices)
                .containsExactly(
                        "'same': every cell is '7.5'; there is nothing to learn from it",
                        "'gone': every cell is missing; there is nothing to learn from it",
                        "'word': every cell is 'w'; there is nothing to learn from it",
                        "'void': every cell is missing; there is nothing to learn from it",
                        "'some': every cell is '5' or missing; there is nothing to learn from it");
        Batch back = preparation.undo(all(preparation.apply(table, new Unseen())), 2);
        assertThat(back.numbers(2)).containsExactly(7.5, 7.5);
        assertThat(back.numbers(3)).containsExactly(Double.NaN, Double.NaN);
        assertThat(back.texts(4)).containsExactly("w", "w");
        assertThat(back.texts(5)).containsExactly(null, null);
    }

    @Test
    void whatTrainingDidNotSeeIsCountedAndTakenAsMissingOrNotLookedAt() {
        Preparation preparation = fit(MemoryTable.builder()
                .numbers("a", 1, 2, 3)
                .categories("word", "x", "y", "x")
                .categories("same", "s", "s", "s")
                .numbers(new NumericColumn("rounded", 1), 0.5, 0.5, 0.5));
        Table other = MemoryTable.builder()
                .numbers("a", 1, 2, 3)
                .categories("word", "z", null, "zz")
                .categories("same", "s", null, "t")
                .numbers("rounded", 0.51, Double.NaN, 0.9)
                .build();
        Unseen unseen = new Unseen();
        float[] rows = all(preparation.apply(other, unseen));
        assertThat(new float[] {rows[1], rows[3], rows[5]}).containsOnly(Float.NaN);
        assertThat(unseen.notices())
                .containsExactly(
                        "'word': 2 cells have values that training did not see, such as 'z'; taken as missing",
                        "'same': 1 cell has a value that training did not see, such as 't'; not looked at, because the"
                                + " column had one value then",
                        "'rounded': 1 cell has a value that training did not see, such as '0.9'; not looked at, because"
                                + " the column had one value then");
    }

    @Test
    void fewLevelsHaveAnInputEachAndManyALearntVector() {
        assertThat(category(64)).isEqualTo(new CategoryCell(64, 0));
        assertThat(category(65)).isEqualTo(new CategoryCell(65, 9));
        assertThat(category(1000)).isEqualTo(new CategoryCell(1000, 32));
        assertThat(notices).isEmpty();
    }

    private CategoryCell category(int levels) {
        String[] texts = new String[2 * levels];
        Arrays.setAll(texts, i -> "level " + i % levels);
        return ((PreparedCategory) fit(withNumbers("word", texts)).columns().get(0)).category();
    }

    private static MemoryTableBuilder withNumbers(String name, String[] texts) {
        double[] numbers = new double[texts.length];
        Arrays.setAll(numbers, i -> i);
        return MemoryTable.builder().categories(name, texts).numbers("number", numbers);
    }

    @Test
    void ofTooManyLevelsTheRarestAreTakenAsMissing() {
        String[] texts = new String[2100];
        Arrays.setAll(texts, i -> i < 1100 ? "rare " + i : "often " + i % 100);
        Preparation preparation = fit(withNumbers("word", texts));
        PreparedCategory category = (PreparedCategory) preparation.columns().get(0);
        assertThat(category.levels()).hasSize(1000).isSorted().contains("often 0", "often 99");
        assertThat(notices)
                .containsExactly("'word': the 1000 most frequent of its values are learnt; 200 cells with rarer ones"
                        + " are taken as missing");
    }

    @Test
    void levelsAreFoundWhateverTheirOrderInTheData() {
        Preparation preparation = fit(withNumbers("word", new String[] {"z", "ä", "A", "z", ""}));
        PreparedCategory category = (PreparedCategory) preparation.columns().get(0);
        assertThat(category.levels()).containsExactly("", "A", "z", "ä");
        assertThat(category.text(2)).isEqualTo("z");
    }

    @Test
    void anEmptyTableAndOneWithoutAnythingToLearnAreRefusedInOneLine() {
        Table one = MemoryTable.builder().numbers("a", 1, 2).build();
        assertThatThrownBy(() -> Preparation.fit(one.rows(5, 9), Scale.AUTO, false, notices))
                .isInstanceOf(DataException.class)
                .hasMessage("memory: there are no rows to learn from");
        assertThatThrownBy(() -> fit(MemoryTable.builder()
                        .numbers("zero", 0, 0)
                        .numbers("gone", Double.NaN, Double.NaN)
                        .texts("text", "p", "q")))
                .isInstanceOf(DataException.class)
                .hasMessage("memory: there is nothing to learn: each of the 3 columns is constant, all missing, or left"
                        + " out as text");
    }

    @Test
    void oneNumberAloneCannotBeSqueezed() {
        String message = "there is one number to learn from, 'a'";
        assertThatThrownBy(() -> fit(MemoryTable.builder().numbers("a", 1, 2).numbers("zero", 0, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> fit(MemoryTable.builder().numbers("a", 1, Double.NaN, 3)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> fit(MemoryTable.builder().booleans("a", true, false)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
        assertThat(fit(MemoryTable.builder().categories("a", "x", "y")).width()).isEqualTo(1);
        assertThat(fit(MemoryTable.builder().images(new ImageColumn("i", 2, 1, 1, 8), 0, 1, 1, 0))
                        .width())
                .isEqualTo(2);
    }

    @Test
    void aPixelThatIsNoNumberIsTheDatasFault() {
        ImageColumn column = new ImageColumn("image", 1, 2, 1, 32);
        Preparation preparation = fit(MemoryTable.builder().images(column, 0, 1, 1, 0));
        Table broken = MemoryTable.builder().images(column, 0, Float.NaN).build();
        assertThatThrownBy(() -> preparation.apply(broken, new Unseen()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("'image'", "NaN");
    }

    @Test
    void aTableWithoutAColumnIsRefusedByName() {
        Preparation preparation = fit(mixed());
        Table other = mixed().build().without(List.of("b")).renamed("c", "d");
        assertThatThrownBy(() -> preparation.apply(other, new Unseen()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("missing 'b', 'c'", "extra 'd'");
    }

    @Test
    void aPreparationThatMakesNoSenseIsRefused() {
        PreparedNumber number = (PreparedNumber) fit(mixed()).columns().get(0);
        assertThatThrownBy(() -> new Preparation(List.of(number, number), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two columns are named 'a'");
        PreparedConstant constant = new PreparedConstant(new CategoricalColumn("k"), Optional.of("x"));
        assertThatThrownBy(() -> new Preparation(List.of(constant), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PreparedConstant(new NumericColumn("k", 0), Optional.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PreparedConstant(new ImageColumn("k", 1, 1, 1, 8), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        for (List<String> levels : List.of(List.of("b", "a"), List.of("a", "a"), List.of("a"))) {
            assertThatThrownBy(() -> new PreparedCategory(new CategoricalColumn("k"), levels, new CategoryCell(2, 0)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (double[] values : new double[][] {{1}, {1, 1}, {2, 1}, {1, Double.NaN}, {1, Double.POSITIVE_INFINITY}}) {
            assertThatThrownBy(() -> new Quantiles(values, new double[] {0, 1}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Linear(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Linear(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private Preparation fit(MemoryTableBuilder table) {
        return Preparation.fit(table.build(), Scale.AUTO, false, notices);
    }
}
