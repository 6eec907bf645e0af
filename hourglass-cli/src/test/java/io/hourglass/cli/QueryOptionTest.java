package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryOptionTest {
    @TempDir
    private static Path folder;

    private static Path model;

    /** Numbers 0 to 499 in three columns that depend on one another. */
    private static String rows() {
        return "SELECT i AS a, i * 2.5 AS b, CASE WHEN i < 250 THEN 'low' ELSE 'high' END AS c FROM range(500) t(i)";
    }

    @BeforeAll
    static void train() {
        model = folder.resolve("m.hg");
        Run.of("train", "--query", rows(), "--out", model.toString(), "--epochs", "2", "--quiet")
                .done();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    @Test
    void whatAQueryGivesIsScoredLikeAFileOfIt() throws IOException {
        Path parquet = folder.resolve("scores.parquet");
        Path fromQuery = folder.resolve("query.csv");
        Path fromFile = folder.resolve("file.csv");
        Path data = folder.resolve("data.ndjson");
        Run.of("noise", "--query", rows(), "--noise", "masking:0.0000001", "--out", data.toString())
                .done();
        Run.of("score", model.toString(), "--query", rows(), "--out", fromQuery.toString())
                .done();
        Run.of("score", model.toString(), "--data", data.toString(), "--out", fromFile.toString(), "--threads", "1")
                .done();
        assertThat(lines(fromFile)).hasSize(501).isEqualTo(lines(fromQuery));
        Run.of("score", model.toString(), "--data", data.toString(), "--out", parquet.toString())
                .done();
        Path again = folder.resolve("again.csv");
        Run.of(
                        "noise",
                        "--query",
                        "SELECT row, hourglass_score('" + model + "', t) AS score FROM (SELECT *, a AS row FROM '"
                                + data + "') t ORDER BY row",
                        "--noise",
                        "masking:0.0000001",
                        "--out",
                        again.toString())
                .done();
        assertThat(lines(again).stream().skip(1).toList())
                .isEqualTo(lines(fromFile).stream()
                        .skip(1)
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList());
    }

    @Test
    void oneOfDataAndQueryIsNeeded() {
        Path out = folder.resolve("none.csv");
        assertThat(Run.of("score", model.toString(), "--out", out.toString()).status())
                .isEqualTo(ExitStatus.CALLER);
        assertThat(Run.of("score", model.toString(), "--data", "x.csv", "--query", "SELECT 1", "--out", out.toString())
                        .status())
                .isEqualTo(ExitStatus.CALLER);
        assertThat(out).doesNotExist();
    }

    @Test
    void whatIsWrongWithAQueryIsTheDatasFault() {
        Path out = folder.resolve("bad.parquet");
        assertThat(Run.of("score", model.toString(), "--query", "SELECT 1 AS a", "--out", out.toString())
                        .status())
                .isEqualTo(ExitStatus.DATA);
        assertThat(Run.of("score", model.toString(), "--query", "SELEC", "--out", out.toString())
                        .status())
                .isEqualTo(ExitStatus.DATA);
        assertThat(out).doesNotExist();
    }

    @Test
    void anOutputIsReplacedOnlyWhenAskedFor() throws IOException {
        Path out = Files.writeString(folder.resolve("there.parquet"), "old");
        assertThat(Run.of("score", model.toString(), "--query", rows(), "--out", out.toString())
                        .status())
                .isEqualTo(ExitStatus.CALLER);
        assertThat(out).hasContent("old");
        Run.of("score", model.toString(), "--query", rows(), "--out", out.toString(), "--force")
                .done();
        Run.of("inspect", out.toString()).done();
    }
}
