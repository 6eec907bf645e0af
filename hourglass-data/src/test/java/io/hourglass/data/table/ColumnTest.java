package io.hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every kind of column, and what each kind does. */
class ColumnTest {
    static List<Column> columns() {
        return List.of(
                new NumericColumn("a", 2, List.of("none")),
                new BooleanColumn("a", "no", "yes"),
                new InstantColumn("a", "uuuu-MM-dd'T'HH:mm:ss.SSSXXX"),
                new CategoricalColumn("a"),
                new TextColumn("a", "free text"),
                new ImageColumn("a", 2, 3, 1, 8));
    }

    @Test
    void everyKindIsInThisContract() {
        Set<Class<?>> kinds = new HashSet<>();
        columns().forEach(column -> kinds.add(column.getClass()));
        assertThat(kinds).isEqualTo(leaves(Column.class));
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        Set<Class<?>> leaves = new HashSet<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            leaves.addAll(permitted.isSealed() ? leaves(permitted) : Set.of(permitted));
        }
        return leaves;
    }

    @ParameterizedTest
    @MethodSource("columns")
    void renamingChangesTheNameAlone(Column column) {
        assertThat(column.named("b").name()).isEqualTo("b");
        assertThat(column.named("b").named("a")).isEqualTo(column);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void anEmptyNameIsRefused(Column column) {
        assertThatThrownBy(() -> column.named(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void kindsAreCalledDifferently() {
        assertThat(columns().stream().map(Column::kind)).doesNotHaveDuplicates();
    }

    @Test
    void numbersSayWhatAWordIsNot() {
        NumericColumn column = new NumericColumn("a", 0, List.of("unknown"));
        assertThat(column.parse(" unknown ")).isNaN();
        assertThatThrownBy(() -> column.parse("abc")).hasMessage("not a number");
        assertThatThrownBy(() -> column.parse("1e39")).hasMessageContaining("beyond what a float holds");
    }

    @Test
    void zeroAndOneMayBeWrittenAsOtherNumbers() {
        BooleanColumn column = new BooleanColumn("a", "0", "1");
        assertThat(column.parse("1.0")).isEqualTo(1);
        assertThat(column.parse("-0")).isEqualTo(0);
        assertThatThrownBy(() -> column.parse("2")).hasMessage("neither '0' nor '1'");
        assertThat(column.format(0.7)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uuuu-MM-dd",
                "yyyy-MM-dd HH:mm",
                "uuuu-MM-dd'T'HH:mm:ss",
                "uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX",
                "dd.MM.yyyy HH:mm:ss",
                "uuuu-MM-dd HH:mm:ss.SSSXX",
                "M/d/yyyy h:mm a"
            })
    void instantsComeBackFromTheirText(String pattern) {
        InstantColumn column = new InstantColumn("t", pattern);
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            double seconds = Math.floor((random.nextDouble() - 0.3) * 5e9) + random.nextInt(1_000) / 1e3;
            String text = column.format(seconds);
            double back = column.parse(text);
            assertThat(column.format(back)).isEqualTo(text);
            assertThat(back)
                    .isCloseTo(seconds, within(pattern.contains("SSS") ? 0 : pattern.contains("mm") ? 30.0 : 43_200.0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "uuuu-MM-dd, 1970-01-02, 86400",
        "uuuu-MM-dd'T'HH:mm:ssXXX, 1970-01-01T02:00:00+02:00, 0",
        "uuuu-MM-dd HH:mm:ss.SSS, 2001-09-09 01:46:40.125, 1000000000.125",
        "dd.MM.yyyy HH:mm, 02.01.1970 00:01, 86460"
    })
    void instantsAreSecondsSince1970(String pattern, String text, double seconds) {
        assertThat(new InstantColumn("t", pattern).parse(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-02-30", "2021-13-01", "2021-1-1", "x", "", "2021-01-01x"})
    void whatIsNoDateIsRefused(String text) {
        assertThatThrownBy(() -> new InstantColumn("t", "uuuu-MM-dd").parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a time of the pattern 'uuuu-MM-dd'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HH:mm", "", "qq{", "uuuu", "dd.MM."})
    void aPatternWithoutADateIsRefused(String pattern) {
        assertThatThrownBy(() -> new InstantColumn("t", pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void instantsBeyondTheCalendarAreKeptWithinIt() {
        InstantColumn column = new InstantColumn("t", "uuuu-MM-dd");
        assertThat(column.format(1e30)).isEqualTo("9999-12-31");
        assertThat(column.format(-1e30)).isEqualTo("0000-01-01");
    }

    @Test
    void imagesOfImpossibleSizesAreRefused() {
        List<int[]> sizes =
                new ArrayList<>(List.of(new int[] {0, 1, 1}, new int[] {1 << 30, 1 << 30, 4}, new int[] {1, 1, -1}));
        for (int[] size : sizes) {
            assertThatThrownBy(() -> new ImageColumn("i", size[0], size[1], size[2], 8))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void imagesHaveNoText() {
        Batch batch = Batch.builder(1).pixels(0f).build();
        assertThatThrownBy(() -> new ImageColumn("i", 1, 1, 1, 8).text(batch, 0, 0))
                .hasMessageContaining("no text");
    }
}
