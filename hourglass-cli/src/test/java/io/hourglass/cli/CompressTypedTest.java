package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.hourglass.codec.CompressionPlan;
import io.hourglass.codec.TableCompressor;
import io.hourglass.codec.archive.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressTypedTest {
    private static final String ROWS = "SELECT range AS id, CAST(range % 7 AS TINYINT) AS small, range / 3 AS third,"
            + " CAST(range * 0.1 AS FLOAT) AS single, CAST(range * 0.25 AS DECIMAL(9, 2)) AS money,"
            + " CASE WHEN range % 3 = 0 THEN NULL WHEN range % 3 = 1 THEN '' ELSE 'a, \"b\"' || chr(10) || 'ü' END AS words,"
            + " range % 2 = 0 AS truth, DATE '2020-02-28' + CAST(range AS INTEGER) AS day,"
            + " TIMESTAMP '1969-12-31 23:59:59.123456' + INTERVAL (range) HOUR AS moment,"
            + " 9007199254740993 + range AS large FROM range(500)";

    @TempDir
    private Path folder;

    private Path archive;

    @BeforeEach
    void namesTheArchive() {
        archive = folder.resolve("rows.hgz");
    }

    private static List<String> sql(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            if (statement.execute(query)) {
                try (var results = statement.getResultSet()) {
                    int columns = results.getMetaData().getColumnCount();
                    while (results.next()) {
                        StringBuilder row = new StringBuilder();
                        for (int i = 1; i <= columns; i++) {
                            row.append(results.getString(i)).append('|');
                        }
                        rows.add(row.toString());
                    }
                }
            }
        }
        return rows;
    }

    private Path made(String name, String query) throws SQLException {
        Path file = folder.resolve(name);
        String options = name.endsWith(".json") ? " (ARRAY true)" : "";
        sql("COPY (" + query + ") TO '" + file + "'" + options);
        return file;
    }

    private JsonObject compress(Path file) {
        return Run.of("compress", "--data", file.toString(), "--out", archive.toString(), "--force", "--json")
                .done()
                .json();
    }

    private Path decompress(String name, String... more) {
        Path back = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of("decompress", archive.toString(), "--out", back.toString()));
        arguments.addAll(List.of(more));
        Run.of(arguments.toArray(new String[0])).done();
        return back;
    }

    @Test
    void parquetComesBackWithItsTypesAndValues() throws Exception {
        Path file = made("rows.parquet", ROWS);
        JsonObject told = compress(file);
        assertThat(told.get("inputBytes").getAsLong()).isEqualTo(Files.size(file));
        assertThat(told.get("rows").getAsLong()).isEqualTo(500);
        Path back = decompress("back.parquet");
        assertThat(sql("DESCRIBE FROM '" + back + "'")).isEqualTo(sql("DESCRIBE FROM '" + file + "'"));
        assertThat(sql("FROM '" + back + "'")).isEqualTo(sql("FROM '" + file + "'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson", "jsonl"})
    void jsonComesBackAsItWasWritten(String extension) throws Exception {
        Path file = made(
                "rows." + (extension.equals("jsonl") ? "json" : extension), ROWS.replace(" AS FLOAT", " AS DOUBLE"));
        if (extension.equals("jsonl")) {
            file = Files.move(made("lines.ndjson", ROWS), folder.resolve("rows.jsonl"));
        }
        compress(file);
        Path back = decompress("back." + extension);
        assertThat(sql("FROM read_json('" + back + "')")).isEqualTo(sql("FROM read_json('" + file + "')"));
        assertThat(sql("DESCRIBE FROM read_json('" + back + "')"))
                .isEqualTo(sql("DESCRIBE FROM read_json('" + file + "')"));
    }

    @Test
    void aColumnAloneKeepsItsNullsAndEmptyTexts() throws Exception {
        Path file = made("one.parquet", "SELECT unnest(['a', NULL, '', 'NULL']) AS word");
        compress(file);
        assertThat(sql("SELECT word, word IS NULL FROM '" + decompress("back.parquet") + "'"))
                .isEqualTo(sql("SELECT word, word IS NULL FROM '" + file + "'"));
    }

    @Test
    void arraysComeBackByteForByte() throws IOException {
        Path file = Samples.npy(folder.resolve("rows.npy"));
        compress(file);
        assertThat(decompress("back.npy")).hasSameBinaryContentAs(file);
        Path packed = decompress("back.npz");
        compress(packed);
        assertThat(decompress("again.npz")).hasSameBinaryContentAs(packed);
        assertThat(decompress("again.npy")).hasSameBinaryContentAs(file);
    }

    @Test
    void someRowsOfAnArrayAreAnArray() throws IOException {
        compress(Samples.npy(folder.resolve("rows.npy")));
        compress(decompress("some.npy", "--rows", "3:5"));
        assertThat(Run.of("inspect", archive.toString(), "--json")
                        .done()
                        .json()
                        .get("rows")
                        .getAsLong())
                .isEqualTo(2);
    }

    @Test
    void otherFormatsAreMadeOfTheValues() throws Exception {
        compress(made("rows.parquet", "SELECT range AS a, range / 2 AS b FROM range(100)"));
        assertThat(Files.readAllLines(decompress("rows.csv"))).contains("a,b", "3,1.5");
        assertThat(Files.size(decompress("rows.npy"))).isEqualTo(128 + 100 * 2 * 8);
        assertThat(sql("SELECT sum(a), sum(b) FROM '" + decompress("back.ndjson") + "'"))
                .containsExactly("4950|2475.0|");
    }

    @Test
    void whatAFormatCannotHoldIsTold() throws Exception {
        compress(made("rows.parquet", "SELECT 'word' || range % 3 AS word FROM range(100)"));
        Run run = Run.of(
                "decompress",
                archive.toString(),
                "--out",
                folder.resolve("back.npy").toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("'word'").contains("cannot hold");
    }

    @Test
    void theOriginIsToldByInspectAndByDecompress() throws Exception {
        compress(made("rows.parquet", "SELECT range AS a FROM range(100)"));
        String name = archive.toString();
        String text = folder.resolve("back.csv").toString();
        assertThat(Run.of("inspect", name).done().out()).contains("100 rows").contains("once .parquet");
        for (Run run :
                List.of(Run.of("inspect", name, "--json"), Run.of("decompress", name, "--out", text, "--json"))) {
            assertThat(run.done().json().get("origin").getAsString()).isEqualTo("parquet");
        }
        Run.of("compress", "--data", text, "--out", name, "--force").done();
        assertThat(Run.of("inspect", name).done().out()).doesNotContain("once");
        for (Run run : List.of(
                Run.of("inspect", name, "--json"), Run.of("decompress", name, "--out", text, "--force", "--json"))) {
            assertThat(run.done().json().has("origin")).isFalse();
        }
    }

    @Test
    void columnsThatAreNamedByNumbersAreNoRow() throws Exception {
        JsonObject told =
                compress(made("rows.parquet", "SELECT range AS \"2024\", range % 3 AS \"2025\" FROM range(100)"));
        assertThat(told.get("rows").getAsLong()).isEqualTo(100);
        assertThat(told.getAsJsonArray("columns")
                        .get(1)
                        .getAsJsonObject()
                        .get("name")
                        .getAsString())
                .isEqualTo("2025");
        assertThat(sql("FROM '" + decompress("some.parquet", "--rows", "3:5") + "'"))
                .containsExactly("3|0|", "4|1|");
        assertThat(Files.readAllLines(decompress("none.csv", "--rows", "100:101")))
                .containsExactly("2024,2025");
    }

    @ParameterizedTest
    @ValueSource(strings = {"back.npy.gz", "back.parquet.gz", "back.json.gz", "back.csv.gz"})
    void packedOutputsAreRefusedBeforeAnyWork(String name) throws IOException {
        Files.writeString(archive, "no archive, which is not even looked at");
        Path back = folder.resolve(name);
        Run run = Run.of("decompress", archive.toString(), "--out", back.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains(name).contains("leave .gz out");
        assertThat(back).doesNotExist();
    }

    @Test
    void columnsOfSeveralValuesAreRefused() throws Exception {
        Path file = made("nested.parquet", "SELECT [1, 2] AS list");
        Run run = Run.of("compress", "--data", file.toString(), "--out", archive.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err()).contains("'list'").contains("INTEGER[]");
    }

    @Test
    void imagesOfFloatsAreRefused() throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 2), }\n";
        Path file = folder.resolve("images.npy");
        Files.writeString(
                file,
                "\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header + "abcdefgh",
                StandardCharsets.ISO_8859_1);
        Run run = Run.of("compress", "--data", file.toString(), "--out", archive.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err()).contains("images");
        assertThat(archive).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a': 'INTEGER) FROM x; --'}", "{'a': null}", "[]", "{}", "{"})
    void typesThatNoArchiveHasAreDamage(String types) throws IOException {
        Origin origin = new Origin("parquet", types.replace('\'', '"'));
        try (OutputStream out = Files.newOutputStream(archive)) {
            new TableCompressor(CompressionPlan.usual().withOrigin(origin))
                    .compress(new ByteArrayInputStream("a\n1\n".getBytes(StandardCharsets.UTF_8)), out);
        }
        Path back = folder.resolve("back.parquet");
        Run run = Run.of("decompress", archive.toString(), "--out", back.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CORRUPT);
        assertThat(back).doesNotExist();
    }

    @Test
    void aBoundIsForTextAlone() throws IOException {
        Path file = Samples.npy(folder.resolve("rows.npy"));
        Run run = Run.of("compress", "--data", file.toString(), "--out", archive.toString(), "--max-error", "1%");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("--max-error");
    }
}
