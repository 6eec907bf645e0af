package io.hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.data.TableTexts;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvInferenceTest {
    private static Table table(String csv) {
        return CsvSourceTest.table(csv, SourceOptions.defaults());
    }

    private static Table column(String name, List<String> cells) {
        return table(
                name + ",other\n" + cells.stream().map(cell -> cell + ",1\n").collect(Collectors.joining()));
    }

    private static Column inferred(String... cells) {
        return column("c", List.of(cells)).schema().column(0);
    }

    private static List<String> repeat(int count, String cell) {
        return IntStream.range(0, count)
                .mapToObj(i -> cell.replace("#", Integer.toString(i)))
                .toList();
    }

    @Test
    void numbersKeepTheMostDecimalsSeen() {
        assertThat(inferred("1", "2.50", "", "-3.1")).isEqualTo(new NumericColumn("c", 2));
        assertThat(inferred("1", "2", "?")).isEqualTo(new NumericColumn("c", 0));
        assertThat(inferred("1", "2e5")).isEqualTo(new NumericColumn("c", -1));
        assertThat(inferred("1", "0.1234567")).isEqualTo(new NumericColumn("c", -1));
    }

    @ParameterizedTest
    @CsvSource({"0,1,0,1", "True,False,False,True", "yes,no,no,yes", "Y,N,N,Y", "t,f,f,t"})
    void pairsThatMeanNoAndYesAreBooleans(String first, String second, String no, String yes) {
        assertThat(inferred(first, second, "NA", first)).isEqualTo(new BooleanColumn("c", no, yes));
    }

    @Test
    void otherPairsAndSingleTextsAreNot() {
        assertThat(inferred("male", "female")).isEqualTo(new CategoricalColumn("c"));
        assertThat(inferred("yes", "yes")).isEqualTo(new CategoricalColumn("c"));
        assertThat(inferred("yes", "no", "maybe")).isEqualTo(new CategoricalColumn("c"));
        assertThat(inferred("0", "1", "2")).isEqualTo(new NumericColumn("c", 0));
        assertThat(inferred("0", "0")).isEqualTo(new NumericColumn("c", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "2021-01-31,uuuu-MM-dd",
        "2021-01-31T10:20,uuuu-MM-dd'T'HH:mm",
        "2021-01-31 10:20:30,uuuu-MM-dd HH:mm:ss",
        "2021-01-31T10:20:30.125Z,uuuu-MM-dd'T'HH:mm:ss.SSSXXX",
        "2021-01-31T10:20:30+02:00,uuuu-MM-dd'T'HH:mm:ssXXX",
        "2021-01-31T10:20:30-0130,uuuu-MM-dd'T'HH:mm:ssXX",
        "2021-01-31 10:20:30.5+02,uuuu-MM-dd HH:mm:ss.SX"
    })
    void isoTimesOfOnePatternAreInstants(String cell, String pattern) {
        assertThat(inferred(cell, cell, "")).isEqualTo(new InstantColumn("c", pattern));
    }

    @Test
    void timesOfSeveralPatternsAndImpossibleDatesAreWords() {
        assertThat(inferred("2021-01-31", "2021-01-31 10:20")).isEqualTo(new CategoricalColumn("c"));
        assertThat(inferred("2021-02-30", "2021-02-28")).isEqualTo(new CategoricalColumn("c"));
        assertThat(inferred("2021-02-28", "2021")).isEqualTo(new CategoricalColumn("c"));
    }

    @Test
    void fewWordsAmongNumbersAreTakenAsMissingAndSaidSo() {
        List<String> cells = new ArrayList<>(repeat(30, "#"));
        cells.add("unknown");
        Table table = column("c", cells);
        assertThat(table.schema().column(0)).isEqualTo(new NumericColumn("c", 0, List.of("unknown")));
        assertThat(table.notices())
                .containsExactly(
                        "column 'c' is taken as numeric: 30 cells are numbers; 1 is a word and taken as missing,"
                                + " the first 'unknown' in line 32; a schema file (--schema) changes that");
        assertThat(TableTexts.column(table, "c").get(30)).isNull();
    }

    @Test
    void manyWordsAmongNumbersMakeACategoryAndThatIsSaid() {
        Table table = column("c", List.of("1", "2", "2", "x", "1"));
        assertThat(table.schema().column(0)).isEqualTo(new CategoricalColumn("c"));
        assertThat(table.notices())
                .hasSize(1)
                .first()
                .asString()
                .contains("categorical: 4 cells are numbers", "'x' in line 5");
    }

    @Test
    void codesWithLeadingZerosAreNotNumbers() {
        Table table = column("zip", List.of("02134", "02134", "10001", "00501"));
        assertThat(table.schema().column(0)).isEqualTo(new CategoricalColumn("zip"));
        assertThat(table.notices()).first().asString().contains("leading zeros");
        assertThat(TableTexts.column(table, "zip")).containsExactly("02134", "02134", "10001", "00501");
        assertThat(inferred("0.5", "0")).isEqualTo(new NumericColumn("c", 1));
    }

    @ParameterizedTest
    @CsvSource({"id", "ID", "uuid", "user_id", "userId", "order-id"})
    void distinctWholeNumbersUnderANameOfIdentifiersAreLeftOut(String name) {
        Table table = column(name, repeat(5, "1#"));
        assertThat(table.schema().column(0)).isInstanceOf(TextColumn.class);
        assertThat(table.notices()).first().asString().contains("column '" + name + "' is left out");
    }

    @ParameterizedTest
    @CsvSource({"humid", "paid", "IDX", "valid"})
    void namesThatOnlyContainIdAreNotIdentifiers(String name) {
        assertThat(column(name, repeat(5, "1#")).schema().column(0)).isInstanceOf(NumericColumn.class);
    }

    @Test
    void repeatedNumbersAreNoIdentifiers() {
        assertThat(column("id", List.of("1", "2", "2")).schema().column(0)).isEqualTo(new NumericColumn("id", 0));
    }

    @Test
    void textsThatAreMostlyDifferentAreLeftOut() {
        assertThat(column("c", repeat(20, "name #")).schema().column(0)).isInstanceOf(TextColumn.class);
        assertThat(column("c", repeat(19, "name #")).schema().column(0)).isInstanceOf(CategoricalColumn.class);
        List<String> half = new ArrayList<>(repeat(30, "name #"));
        half.addAll(repeat(30, "name #"));
        assertThat(column("c", half).schema().column(0)).isInstanceOf(CategoricalColumn.class);
    }

    @Test
    void moreThanTenThousandTextsAreLeftOutEvenWhenTheyRepeat() {
        List<String> cells = new ArrayList<>(repeat(10_001, "k#"));
        cells.addAll(repeat(10_001, "k#"));
        assertThat(column("c", cells).schema().column(0)).isInstanceOf(TextColumn.class);
        List<String> fewer = new ArrayList<>(repeat(10_000, "k#"));
        fewer.addAll(repeat(10_000, "k#"));
        assertThat(column("c", fewer).schema().column(0)).isInstanceOf(CategoricalColumn.class);
    }

    @Test
    void aColumnWithoutAnyCellIsLeftOut() {
        Table table = column("c", List.of("", "NA", " ? "));
        assertThat(table.schema().column(0)).isEqualTo(new TextColumn("c", "every cell is missing"));
        assertThat(table.notices()).hasSize(1);
    }

    @Test
    void spacesAroundNumbersAndMissingTextsDoNotCountButThoseOfCategoriesAreKept() {
        Table table = table("a,b\n 1 , x\n ? ,y\n");
        assertThat(table.schema().column(0)).isEqualTo(new NumericColumn("a", 0));
        assertThat(TableTexts.column(table, "a")).containsExactly("1", null);
        assertThat(TableTexts.column(table, "b")).containsExactly(" x", "y");
    }

    @Test
    void hexadecimalDigestsThatLookLikeHugeNumbersDoNotDisturb() {
        assertThat(inferred("12e4567", "abc", "12e4567", "abd")).isEqualTo(new CategoricalColumn("c"));
    }

    @Test
    void standardInputIsCopiedSoThatItCanBeReadAgain() {
        var in = new ByteArrayInputStream("a\n1\n2\n".getBytes(StandardCharsets.UTF_8));
        Table table = io.hourglass.data.source.CsvSource.open(in, "standard input", SourceOptions.defaults());
        assertThat(TableTexts.rows(table)).isEqualTo(TableTexts.rows(table)).hasSize(2);
        assertThat(table.source()).isEqualTo("standard input");
    }
}
