package io.hourglass.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.Hourglass;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;
import io.hourglass.engine.JavaEngine;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LengthPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    /** Of every type, with missing cells; {@code extra} is not learnt. */
    private static final String ROWS =
            "SELECT i % 91 AS age, CASE WHEN i % 7 = 0 THEN NULL ELSE (i % 91) * 1.1 END AS size,"
                    + " ((i % 91) / 3)::FLOAT AS third, CASE WHEN i % 91 < 40 THEN 'young' WHEN i % 11 = 3 THEN 'NA' ELSE 'old' END AS word,"
                    + " i % 2 = 0 AS even, i % 3 % 2 AS bit, TIMESTAMP '2024-01-01' + to_seconds(i % 91 * 3600) AS seen,"
                    + " CASE WHEN i % 5 = 0 THEN 'x' ELSE CAST(i % 91 AS VARCHAR) END AS stray, i AS extra FROM range(5000) t(i)";

    @TempDir
    private static Path folder;

    private static Path rows;
    private static Path file;
    private static Hourglass model;

    @BeforeAll
    static void train() {
        rows = Sql.file(folder.resolve("rows.parquet"), ROWS);
        HourglassPlan plan = HourglassPlan.defaults();
        HourglassPlan shortly = new HourglassPlan(
                plan.scale(),
                plan.network(),
                plan.kind(),
                plan.learning(),
                LengthPlan.defaults().withEpochs(1),
                plan.seed());
        model = Hourglass.training(Sql.open(rows), shortly)
                .ignore(List.of("extra"))
                .run();
        file = folder.resolve("it's.hg");
        model.save(file);
    }

    private static String path() {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    private static List<List<Double>> numbers(Table table, int... columns) {
        List<List<Double>> rows = new ArrayList<>();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int r = 0; r < batch.rows(); r++) {
                    List<Double> row = new ArrayList<>();
                    for (int column : columns) {
                        row.add(batch.numbers(column)[r]);
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    @Test
    void aScoreInSqlIsTheScoreOfTheVerbToTheBit() {
        Table scores = model.score(Sql.open(rows));
        Table row = Sql.query("SELECT hourglass_score(" + path() + ", t) AS score FROM '" + rows + "' t");
        Table values = Sql.query("SELECT hourglass_score(" + path()
                + ", age, size, third, word, even, bit, seen, stray) AS score FROM '" + rows + "'");
        assertThat(numbers(row, 0)).hasSize(5000).isEqualTo(numbers(scores, 1));
        assertThat(numbers(values, 0)).isEqualTo(numbers(scores, 1));
    }

    @Test
    void aCodeInSqlIsTheCodeOfTheVerbToTheBit() {
        int width = model.autoencoder().spec().codeWidth();
        int[] columns = IntStream.range(0, width).toArray();
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int c = 1; c <= width; c++) {
            sql.append(c == 1 ? "" : ", ")
                    .append("c[")
                    .append(c)
                    .append("] AS c")
                    .append(c - 1);
        }
        Table codes = Sql.query(sql + " FROM (SELECT hourglass_encode(" + path() + ", t) AS c FROM '" + rows + "' t)");
        assertThat(numbers(codes, columns)).isEqualTo(numbers(model.encode(Sql.open(rows)), columns));
    }

    @Test
    void modelsComputeOnTheEngineGiven() {
        try (JavaEngine engine = new JavaEngine(1)) {
            Table table = DataSource.query(
                    "SELECT hourglass_score(" + path() + ", t) AS s, 1.5 * hourglass_score(" + path()
                            + ", t) AS d FROM '" + rows + "' t ORDER BY extra LIMIT 10",
                    SourceOptions.defaults().withThreads(1),
                    Sql.ANYTHING,
                    engine);
            assertThat(numbers(table, 0, 1)).hasSize(10).allMatch(row -> row.get(1) == 1.5 * row.get(0));
        }
    }

    @Test
    void databasesAreAttachedAndOnlyTheLastStatementGivesRows() {
        Path database = folder.resolve("some.db");
        Sql.run("ATTACH '" + database + "' AS store; CREATE TABLE store.t AS SELECT 4 AS a, 'x;y' AS b; DETACH store");
        Table table = Sql.query("ATTACH '" + database + "' AS other (READ_ONLY); -- one; two\n"
                + "SELECT a, b FROM other.t UNION ALL SELECT 5, 'z';");
        assertThat(Sql.rows(table)).containsExactlyInAnyOrder("4|x;y", "5|z");
        Sql.run("DETACH other");
    }

    @Test
    void aQueryGivesTheSameRowsAtEachReading() {
        Table table = Sql.query("SELECT random() AS r, i FROM range(100000) t(i) ORDER BY random()");
        assertThat(numbers(table, 0, 1)).isEqualTo(numbers(table, 0, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "selec 1~syntax error",
                "SELECT * FROM nowhere~nowhere does not exist",
                "SELECT * FROM 'nowhere.parquet'~nowhere.parquet",
                "SELECT CAST('x' AS INTEGER) AS a~Could not convert string",
                "CREATE TABLE a AS SELECT 1~syntax error",
                "SELECT hourglass_score('none.hg', 1)~none.hg: no such file",
                "SELECT hourglass_score()~needs a model's file as a text",
                "SELECT hourglass_score(name, 1)~needs a model's file as a text",
                "SELECT hourglass_score(MODEL, 1, 2)~needs a value for each of the model's 8 columns",
                "SELECT hourglass_score(MODEL, {'age': 1})~Could not find key",
                "SELECT hourglass_encode(MODEL, 'x', 1, 1, 'a', true, 1, NULL, 'b')~Could not convert string",
                "SELECT hourglass_score(MODEL, 1, 1, 1, 'a', 'perhaps', 1, NULL, 'b')~found 'perhaps', neither",
                "SELECT [1, 2] AS l~column 'l' is INTEGER[]",
                "SELECT 1 AS a WHERE false~has no rows",
                "-- nothing~the query is empty"
            })
    void whatIsWrongIsSaidInAFewLines(String sql, String words) {
        assertThatThrownBy(() -> Sql.query(sql.replace("MODEL", path())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(words)
                .satisfies(e -> assertThat(e.getMessage().lines().count()).isLessThanOrEqualTo(2));
    }

    @Test
    void aFileThatIsNoModelIsCorrupt() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.hg"), "no model");
        assertThatThrownBy(() -> Sql.query("SELECT hourglass_score('" + broken + "', 1)"))
                .isInstanceOf(CorruptFileException.class);
    }

    @Test
    void nothingIsFetchedFromTheNetwork() {
        assertThatThrownBy(() -> Sql.query("SELECT * FROM read_csv('https://example.org/x.csv')"))
                .isInstanceOf(DataException.class)
                .hasMessageNotContaining("download");
    }
}
