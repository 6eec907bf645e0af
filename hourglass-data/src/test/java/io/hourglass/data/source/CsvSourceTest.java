package io.hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.TableTexts;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import io.hourglass.error.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest {
    @TempDir
    Path folder;

    static Table table(String csv, SourceOptions options) {
        return CsvSource.open(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "in.csv", options);
    }

    private static Table table(String csv) {
        return table(csv, SourceOptions.defaults());
    }

    private static final SourceOptions SKIP = SourceOptions.defaults().withOnBadRow(OnBadRow.SKIP);

    private static void assertRefused(String csv, String... parts) {
        assertThatThrownBy(() -> table(csv))
                .isInstanceOf(DataException.class)
                .message()
                .contains(parts);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void quotesLineBreaksAndBlankLinesAreUnderstood() {
        Table table = table("a,\"b,\"\"c\"\r\n\r\n1,\"x\ny\"\r\n\r\n2,z");
        assertThat(table.schema().names()).containsExactly("a", "b,\"c");
        assertThat(TableTexts.rows(table)).containsExactly(List.of("1", "x\ny"), List.of("2", "z"));
    }

    @Test
    void theDelimiterIsThatOfTheHeader() throws IOException {
        Table semicolons = table("\"a, b\";c\n1;2\n");
        assertThat(semicolons.schema().names()).containsExactly("a, b", "c");
        assertThat(semicolons.notices()).containsExactly("the cells of in.csv are taken as separated by semicolons");
        assertThat(table("a\tb\n1\t2\n").notices())
                .containsExactly("the cells of in.csv are taken as separated by tabs");
        assertThat(table("a,b;c\n1,2\n").schema().names()).containsExactly("a", "b;c");
        Path tsv = file("x.tsv", "a,b\n1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(CsvSource.open(tsv, SourceOptions.defaults()).schema().names())
                .containsExactly("a,b");
    }

    @Test
    void aByteOrderMarkAndGzipAreUnpacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("\uFEFFälter,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        Table table = CsvSource.open(file("x.csv.gz", bytes.toByteArray()), SourceOptions.defaults());
        assertThat(table.schema().names()).containsExactly("älter", "b");
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12);
        assertThatThrownBy(() -> CsvSource.open(file("cut.csv.gz", cut), SourceOptions.defaults()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cut.csv.gz: the gzip data are damaged or cut off");
    }

    @Test
    void withoutAHeaderColumnsAreNumbered() {
        Table table = table("1,a\n2,b\n", SourceOptions.defaults().withHeader(false));
        assertThat(table.schema().names()).containsExactly("x0", "x1");
        assertThat(table.rowCount()).hasValue(2);
        assertThat(table("1,2\n3,4\n").notices()).first().asString().contains("--no-header");
    }

    @Test
    void namesThatAreDoubleAreRefusedAndEmptyOnesNumbered() {
        assertRefused("a,b,a\n1,2,3\n", "in.csv, line 1", "columns 0 and 2", "both named 'a'", "rename");
        Table table = table(",x\n0,5\n1,5\n");
        assertThat(table.schema().column(0)).isInstanceOf(TextColumn.class);
        assertThat(table.schema().names()).containsExactly("unnamed_0", "x");
    }

    @Test
    void aRowOfTheWrongNumberOfCellsIsNamedByItsLine() {
        assertRefused("a,b\n1,2\n\n3\n", "in.csv, line 4: needed 2 cells, found 1: '3'");
        assertRefused("a,b\n1,\"x\ny\"\n3,4,5\n", "in.csv, line 4: needed 2 cells, found 3: '3 | 4 | 5'");
    }

    @Test
    void badRowsCanBeSkippedAndAreCounted() {
        Table table = table("a,b\n1,2\n3\n4,5,6\n7,8\n1e99,2\n", SKIP);
        assertThat(table.rowCount()).hasValue(2);
        assertThat(TableTexts.column(table, "a")).containsExactly("1", "7");
        assertThat(table.notices())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("3 rows were left out: in.csv, line 3: needed 2");
        try (Cursor cursor = table.open()) {
            cursor.next();
            assertThat(cursor.next()).isNull();
            assertThat(cursor.badRows()).isEqualTo(3);
            assertThat(cursor.badRowReports()).hasSize(3).last().asString().contains("line 6", "'a'", "1e99");
        }
        assertThatThrownBy(() -> table("a,b\n1\n", SKIP)).hasMessageContaining("no row that can be understood");
    }

    @Test
    void aNumberThatNoFloatHoldsIsNamed() {
        assertRefused("a,b\n1,2\n3,-1e39\n", "in.csv, line 3, column 'b': found '-1e39', beyond what a float holds");
        assertThat(table("a\n3.4028234e38\n").rowCount()).hasValue(1);
    }

    @Test
    void filesThatAreNoTablesSayWhatTheyAre() throws IOException {
        assertThatThrownBy(() -> CsvSource.open(folder.resolve("none.csv"), SourceOptions.defaults()))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("none.csv: no such file");
        assertThatThrownBy(() -> CsvSource.open(folder, SourceOptions.defaults()))
                .hasMessageContaining("is a folder");
        assertRefused("", "in.csv is empty");
        assertRefused("\n\n", "in.csv has no rows");
        assertRefused("a,b\n", "in.csv has a header but no rows");
        assertRefused("a,b\n1,\0\n", "in.csv, line 2: found a NUL byte");
        assertRefused("a,b\n1,\"x\n2,3\n", "in.csv: the row after line 1 cannot be read", "quote");
        Path latin = file("latin.csv", "a,b\n1,h\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvSource.open(latin, SourceOptions.defaults()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("latin.csv, line 2, byte offset 7: found byte 0xe9, which is not UTF-8");
        Path wide = file("wide.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> CsvSource.open(wide, SourceOptions.defaults())).hasMessageContaining("UTF-16");
    }

    @Test
    void undecodableBytesDeepInAFileAreStillLocated() throws IOException {
        byte[] content = "a\n".concat("é\n".repeat(60_000)).getBytes(StandardCharsets.UTF_8);
        content[150_002] = (byte) 0xFF;
        Path path = file("deep.csv", content);
        assertThatThrownBy(() -> CsvSource.open(path, SourceOptions.defaults()))
                .hasMessageContaining("line 50002, byte offset 150002: found byte 0xff");
    }

    private static final Schema MODEL = new Schema(List.of(
            new NumericColumn("age", 0, List.of("unknown")),
            new CategoricalColumn("job"),
            new InstantColumn("when", "uuuu-MM-dd"),
            new BooleanColumn("paid", "no", "yes"),
            new TextColumn("note", "free text")));

    @Test
    void aGivenSchemaDecidesAndItsColumnsComeFirst() {
        Table table = table("extra,paid,job,when,age\n1,yes,7,2021-01-01,unknown\n2,no,8,2021-01-02,5\n")
                .as(MODEL);
        assertThat(table.schema().names()).containsExactly("age", "job", "when", "paid", "extra");
        assertThat(TableTexts.rows(table))
                .containsExactly(
                        Arrays.asList(null, "7", "2021-01-01", "yes", "1"), List.of("5", "8", "2021-01-02", "no", "2"));
    }

    @Test
    void aWordInANumericColumnIsNamedByFileLineColumnAndText() {
        Table table = table("age,job,when,paid\n1,a,2021-01-01,yes\n2,a,2021-01-01,no\nabc,a,2021-01-01,no\n");
        assertThatThrownBy(() -> table.as(MODEL))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("in.csv, line 4, column 'age': found 'abc', not a number; correct it");
    }

    @Test
    void cellsThatDoNotFitCanBeSkipped() {
        Table table = table("age,job,when,paid\n1,a,2021-01-01,yes\n2,a,2021-01-01,no\nabc,a,2021-01-01,no\n", SKIP)
                .as(MODEL);
        assertThat(table.rowCount()).hasValue(2);
        assertThat(TableTexts.column(table, "age")).containsExactly("1", "2");
        assertThat(table.notices()).first().asString().startsWith("1 row was left out: in.csv, line 4, column 'age'");
    }

    @Test
    void missingExtraAndChangedColumnsAreNamedAtOnce() {
        Table table = table("age,job,paid,more\nold,a,yes,1\nyoung,b,no,2\n");
        assertThatThrownBy(() -> table.as(MODEL))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing 'when'")
                .hasMessageContaining("extra 'more'")
                .hasMessageContaining("changed 'age' (needed numeric, found categorical, 'old' in line 2)");
    }

    @Test
    void anOverrideDecidesInPlaceOfTheCells() {
        SchemaOverride override = new SchemaOverride(
                Map.of(
                        "zip", ColumnOverride.of(ColumnOverride.Type.CATEGORICAL),
                        "id", ColumnOverride.of(ColumnOverride.Type.IGNORE),
                        "sex", ColumnOverride.of(ColumnOverride.Type.BOOLEAN),
                        "when",
                                new ColumnOverride(
                                        ColumnOverride.Type.INSTANT, Map.of("pattern", "dd.MM.yyyy"), List.of())),
                List.of("-"));
        Table table = table(
                "zip,id,sex,when,n\n1,5,m,01.02.2021,-\n2,6,f,02.02.2021,3.5\n",
                SourceOptions.defaults().withOverride(override));
        assertThat(table.schema().columns())
                .containsExactly(
                        new CategoricalColumn("zip"),
                        new TextColumn("id", "left out by the schema file"),
                        new BooleanColumn("sex", "f", "m"),
                        new InstantColumn("when", "dd.MM.yyyy"),
                        new NumericColumn("n", 1));
        assertThat(table.schema().missing()).containsExactly("", "-");
    }

    @Test
    void anOverrideThatTheCellsContradictIsAnError() {
        SchemaOverride numeric =
                new SchemaOverride(Map.of("a", ColumnOverride.of(ColumnOverride.Type.NUMERIC)), Schema.DEFAULT_MISSING);
        assertThatThrownBy(() -> table("a\n1\nabc\n", SourceOptions.defaults().withOverride(numeric)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("in.csv, line 3, column 'a': found 'abc', not a number");
        assertThat(table("a\n1\nabc\n", SKIP.withOverride(numeric)).rowCount()).hasValue(1);
        assertThatThrownBy(() -> table("b\n1\n", SourceOptions.defaults().withOverride(numeric)))
                .hasMessageContaining("the schema names column 'a', which in.csv does not have");
    }

    @Test
    void aTableWiderThanUsualIsRead() {
        int width = 20_000;
        String header = String.join(
                ",", IntStream.range(0, width).mapToObj(i -> "c" + i).toList());
        String row = String.join(",", Collections.nCopies(width, "1.5"));
        Table table = table(header + "\n" + row + "\n" + row + "\n");
        assertThat(table.schema().width()).isEqualTo(width);
        assertThat(TableTexts.rows(table)).hasSize(2);
    }
}
