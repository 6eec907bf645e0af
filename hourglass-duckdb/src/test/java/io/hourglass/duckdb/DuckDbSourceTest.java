package io.hourglass.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbSourceTest {
    private static final String PEOPLE = "SELECT * FROM (VALUES"
            + " (1, 34, 1.5::FLOAT, 2.25::DECIMAL(6,2), 'red', true, 0, TIMESTAMP '2024-01-02 03:04:05', DATE '1999-12-31'),"
            + " (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
            + " (3, 7, 'nan', 3, 'blue', false, 1, TIMESTAMP '1969-12-31 23:59:59', DATE '2000-02-29'))"
            + " t(user_id, age, height, price, colour, member, flag, seen, born)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"p.parquet", "p.v2.PARQUET"})
    void typesOfParquetBecomeColumns(String name) {
        Path file = Sql.file(folder.resolve("x.parquet"), PEOPLE);
        Path named = folder.resolve(name);
        assertThat(file.toFile().renameTo(named.toFile())).isTrue();
        Table table = Sql.open(named);
        assertThat(Sql.kinds(table))
                .containsExactly(
                        "user_id text",
                        "age numeric",
                        "height numeric",
                        "price numeric",
                        "colour categorical",
                        "member boolean",
                        "flag boolean",
                        "seen instant",
                        "born instant");
        assertThat(Sql.rows(table))
                .containsExactly(
                        "1|34|1.5|2.25|red|true|0|2024-01-02T03:04:05|1999-12-31",
                        "2|null|null|null|null|null|null|null|null",
                        "3|7|null|3.00|blue|false|1|1969-12-31T23:59:59|2000-02-29");
        assertThat(table.rowCount()).hasValue(3);
        assertThat(table.notices()).anyMatch(notice -> notice.contains("'user_id' is left out, an identifier"));
    }

    @Test
    void jsonAsLinesAndAsAnArrayIsTheSameTable() throws IOException {
        Path lines = Files.writeString(
                folder.resolve("x.ndjson"), "{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2.5}\n{\"b\": \"y\", \"a\": null}\n");
        Path array = Files.writeString(
                folder.resolve("x.json"), "[{\"a\": 1, \"b\": \"x\"}, {\"a\": 2.5}, {\"b\": \"y\", \"a\": null}]");
        assertThat(Sql.rows(Sql.open(lines))).containsExactly("1|x", "2.5|null", "null|y");
        assertThat(Sql.rows(Sql.open(array))).isEqualTo(Sql.rows(Sql.open(lines)));
    }

    @Test
    void aTypeThatChangesFarDownAJsonFileIsSeen() throws IOException {
        String lines = "{\"a\": 1}\n".repeat(50_000) + "{\"a\": 1.5}\n";
        Table table = Sql.open(Files.writeString(folder.resolve("late.ndjson"), lines));
        assertThat(Sql.rows(table)).hasSize(50_001).endsWith("1.5");
    }

    @Test
    void rowsKeepTheirOrderForAnyNumberOfThreads() {
        Path file = Sql.file(folder.resolve("many.parquet"), "SELECT i FROM range(700000) t(i)");
        for (int threads : new int[] {1, 2, 7}) {
            Table table =
                    DataSource.open(file.toString(), SourceOptions.defaults().withThreads(threads));
            long[] next = {0};
            try (var cursor = table.open()) {
                for (var batch = cursor.next(); batch != null; batch = cursor.next()) {
                    for (double cell : batch.numbers(0)) {
                        assertThat(cell == next[0]++).isTrue();
                    }
                }
            }
            assertThat(next[0]).isEqualTo(700_000);
        }
    }

    @Test
    void textsOfNumbersAndMissingWordsAreJudgedAsInCsv() throws IOException {
        String values =
                "('1', '2024-01-02', 'yes', '007'), ('NA', '2024-01-03', 'no', '010'), ('2.5', '?', 'yes', '011')";
        Path parquet = Sql.file(
                folder.resolve("t.parquet"), "SELECT * FROM (VALUES " + values + ") t(number, day, truth, code)");
        Path csv = Files.writeString(
                folder.resolve("t.csv"),
                "number,day,truth,code\n1,2024-01-02,yes,007\nNA,2024-01-03,no,010\n2.5,?,yes,011\n");
        assertThat(Sql.open(parquet).schema()).isEqualTo(Sql.open(csv).schema());
        assertThat(Sql.rows(Sql.open(parquet))).isEqualTo(Sql.rows(Sql.open(csv)));
    }

    @Test
    void anExpectedSchemaDecidesWhatCellsAreReadAs() {
        Schema expected = new Schema(List.of(
                new BooleanColumn("flag", "0", "1"),
                new CategoricalColumn("age"),
                new InstantColumn("when", "dd.MM.yyyy HH:mm"),
                new NumericColumn("size", -1)));
        Path file = Sql.file(
                folder.resolve("e.parquet"),
                "SELECT * FROM (VALUES ('1.5', 30, true, '02.01.2024 03:04', 9), ('?', 40, false, NULL, 8))"
                        + " t(size, age, flag, \"when\", other)");
        Table table = DataSource.open(file.toString(), SourceOptions.defaults(), expected);
        assertThat(Sql.kinds(table))
                .containsExactly("flag boolean", "age categorical", "when instant", "size numeric", "other numeric");
        assertThat(Sql.rows(table)).containsExactly("1|30|02.01.2024 03:04|1.5|9", "0|40|null|null|8");
        assertThat(Sql.open(file).as(expected).schema()).isEqualTo(table.schema());
    }

    @Test
    void columnsThatAreNotThereAreNamed() {
        Path file = Sql.file(folder.resolve("m.parquet"), "SELECT 1 AS a, 2 AS c");
        Schema expected = new Schema(List.of(new NumericColumn("a", 0), new NumericColumn("b", 0)));
        assertThatThrownBy(() -> DataSource.open(file.toString(), SourceOptions.defaults(), expected))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing 'b'")
                .hasMessageContaining("extra 'c'");
    }

    @Test
    void aCellThatIsNotWhatItShouldBeIsNamedWithItsRow() {
        Path file = Sql.file(
                folder.resolve("c.parquet"),
                "SELECT CASE WHEN i = 5000 THEN 'x' ELSE 'no' END AS b FROM range(6000) t(i)");
        Schema expected = new Schema(List.of(new BooleanColumn("b", "no", "yes")));
        Table table = DataSource.open(file.toString(), SourceOptions.defaults(), expected);
        assertThatThrownBy(() -> Sql.rows(table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("c.parquet, row 5000, column 'b': found 'x', neither 'no' nor 'yes'");
    }

    @Test
    void aCellThatDuckDbCannotTurnIntoANumberFarDownIsAFailureAndNotTheEnd() {
        Path file = Sql.file(
                folder.resolve("d.parquet"),
                "SELECT CASE WHEN i = 400000 THEN 'x' ELSE '1' END AS n FROM range(500000) t(i)");
        Schema expected = new Schema(List.of(new NumericColumn("n", 0)));
        Table table = DataSource.open(file.toString(), SourceOptions.defaults(), expected);
        assertThatThrownBy(() -> Sql.rows(table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Could not convert string")
                .hasMessageContaining("d.parquet");
    }

    @Test
    void numbersThatNoFloatHoldsAreRefused() {
        Path file = Sql.file(folder.resolve("l.parquet"), "SELECT unnest([1.0, 1e300]) AS n");
        assertThatThrownBy(() -> Sql.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'n': found '1.0E300', beyond what a float holds");
        Schema expected = new Schema(List.of(new NumericColumn("n", -1)));
        Table table = DataSource.open(file.toString(), SourceOptions.defaults(), expected);
        assertThatThrownBy(() -> Sql.rows(table)).hasMessageContaining("row 1, column 'n'");
    }

    @Test
    void nestedColumnsAreRefusedUnlessNobodyNeedsThem() {
        Path file = Sql.file(folder.resolve("n.parquet"), "SELECT 1 AS a, [1, 2] AS l, {'x': 1} AS s");
        assertThatThrownBy(() -> Sql.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'l' is INTEGER[], not one value a row")
                .hasMessageContaining("--query");
        Schema expected = new Schema(List.of(new NumericColumn("a", 0)));
        assertThat(Sql.rows(DataSource.open(file.toString(), SourceOptions.defaults(), expected)))
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.parquet", "b.json", "b.ndjson"})
    void filesThatAreSomethingElseSaySoInOneOrTwoLines(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "this is {no such file");
        assertThatThrownBy(() -> Sql.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(name)
                .satisfies(e -> assertThat(e.getMessage().lines().count()).isLessThanOrEqualTo(2));
        assertThatThrownBy(() -> Sql.open(Files.writeString(file, "")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void aTableWithoutRowsIsRefused() {
        Path file = Sql.file(folder.resolve("z.parquet"), "SELECT 1 AS a WHERE false");
        assertThatThrownBy(() -> Sql.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no rows");
    }

    @Test
    void namesWithQuotesAndStarsAreJustNames() {
        Path file = Sql.file(folder.resolve("it's [1] a*b.parquet"), "SELECT 5 AS \"a \"\"b\"\" c\", 6 AS d");
        Sql.file(folder.resolve("it's [1] axb.parquet"), "SELECT 7 AS x");
        assertThat(Sql.rows(Sql.open(file))).containsExactly("5|6");
    }
}
