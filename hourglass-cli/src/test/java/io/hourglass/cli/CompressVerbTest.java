package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompressVerbTest {
    @TempDir
    private Path folder;

    private Path table;
    private Path archive;

    @BeforeEach
    void makesData() throws IOException {
        table = Samples.table(folder.resolve("rows.csv"));
        archive = folder.resolve("rows.hgz");
    }

    private Run compress(String... more) {
        String[] arguments = new String[5 + more.length];
        List<String> first = List.of("compress", "--data", table.toString(), "--out", archive.toString());
        first.toArray(arguments);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Run.of(arguments);
    }

    @Test
    void aTableComesBackByteForByte() {
        JsonObject told = compress("--json").done().json();
        assertThat(told.get("inputBytes").getAsLong()).isEqualTo(table.toFile().length());
        assertThat(told.get("outputBytes").getAsLong())
                .isEqualTo(archive.toFile().length());
        assertThat(told.get("maxError").getAsDouble()).isZero();
        assertThat(told.getAsJsonArray("columns")).isNotEmpty();
        Path back = folder.resolve("back.csv");
        Run.of("decompress", archive.toString(), "--out", back.toString()).done();
        assertThat(back).hasSameBinaryContentAs(table);
    }

    @Test
    void aPackedTableGivesTheUnpackedBytesBack() throws IOException {
        Path packed = folder.resolve("rows.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(table, out);
        }
        Run.of("compress", "--data", packed.toString(), "--out", archive.toString())
                .done();
        Path back = folder.resolve("back.csv");
        Run.of("decompress", archive.toString(), "--out", back.toString()).done();
        assertThat(back).hasSameBinaryContentAs(table);
    }

    @Test
    void standardInputAndOutputAreStreams() throws IOException {
        String text = Files.readString(table);
        Run.reading(text, "compress", "--data", "-", "--out", archive.toString())
                .done();
        Run back = Run.of("decompress", archive.toString(), "--out", "-").done();
        assertThat(back.out()).isEqualTo(text);
    }

    @Test
    void someRowsComeAlone() throws IOException {
        compress().done();
        Run some = Run.of("decompress", archive.toString(), "--rows", "3:5", "--out", "-")
                .done();
        List<String> lines = Files.readAllLines(table);
        assertThat(some.out().lines()).containsExactly(lines.get(0), lines.get(4), lines.get(5));
    }

    @Test
    void aBoundIsKeptAndTold() {
        long lossless = compress("--json").done().json().get("outputBytes").getAsLong();
        JsonObject told =
                compress("--max-error", "2%", "--force", "--json").done().json();
        assertThat(told.get("maxError").getAsDouble()).isPositive();
        assertThat(told.get("outputBytes").getAsLong()).isLessThan(lossless);
    }

    @Test
    void inspectShowsWhereTheBytesWent() {
        compress().done();
        JsonObject told = Run.of("inspect", archive.toString(), "--json").done().json();
        assertThat(told.get("kind").getAsString()).isEqualTo("archive");
        assertThat(told.getAsJsonArray("columns").get(0).getAsJsonObject().keySet())
                .contains("name", "bytes", "form", "prediction");
        assertThat(Run.of("inspect", archive.toString()).done().out())
                .contains("predicted from")
                .contains("█".repeat(20))
                .doesNotContain("█".repeat(21));
    }

    @Test
    void inspectTellsWhichPredictorEarnedTheBytes() {
        compress().done();
        JsonObject told = Run.of("inspect", archive.toString(), "--json").done().json();
        long sum = 0;
        for (JsonElement element : told.getAsJsonArray("columns")) {
            JsonObject column = element.getAsJsonObject();
            long earned = column.getAsJsonObject("earned").asMap().values().stream()
                    .mapToLong(JsonElement::getAsLong)
                    .sum();
            long cells =
                    column.get("bytes").getAsLong() - column.get("headerBytes").getAsLong();
            assertThat((double) cells + earned)
                    .as(column.toString())
                    .isCloseTo(column.get("unpredictedBytes").getAsDouble(), within(8.0));
            sum += column.get("bytes").getAsLong();
        }
        assertThat(sum).isLessThan(told.get("outputBytes").getAsLong());
        assertThat(told.getAsJsonObject("earned").asMap()).containsKeys("own frequencies", "other columns");
        assertThat(Run.of("inspect", archive.toString()).done().out())
                .contains("earned most")
                .contains("bytes saved");
    }

    @Test
    void inspectDrawsAReportOfAnArchiveAlone() throws IOException {
        compress().done();
        Path report = folder.resolve("report.html");
        JsonObject told = Run.of("inspect", archive.toString(), "--report", report.toString(), "--json")
                .done()
                .json();
        assertThat(told.get("report").getAsString()).isEqualTo(report.toString());
        assertThat(Files.readString(report))
                .contains("rows.hgz went", "<figure id=\"archive-columns\"", "<figure id=\"archive-predictors\"")
                .contains("own frequencies", "height");
        assertThat(Run.of("inspect", archive.toString(), "--report", report.toString())
                        .status())
                .isEqualTo(ExitStatus.CALLER);
        Run data = Run.of("inspect", table.toString(), "--report", report.toString(), "--force");
        assertThat(data.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(data.err()).contains("inspect draws archives");
    }

    @Test
    void columnsWithoutAnyDecisionAreDrawnWithoutPredictors() throws IOException {
        Path constant = folder.resolve("constant.csv");
        Files.writeString(constant, "a,b\n" + "same,1\n".repeat(500));
        Run.of("compress", "--data", constant.toString(), "--out", archive.toString())
                .done();
        Path report = folder.resolve("report.html");
        Run.of("inspect", archive.toString(), "--report", report.toString()).done();
        assertThat(Files.readString(report))
                .contains("id=\"archive-columns\"")
                .doesNotContain("id=\"archive-predictors\"");
    }

    @Test
    void aReportOfWhatHasNoColumnsSaysSo() throws IOException {
        Path noise = folder.resolve("noise.bin");
        byte[] bytes = new byte[4000];
        new java.util.Random(3).nextBytes(bytes);
        Files.write(noise, bytes);
        Run.of("compress", "--data", noise.toString(), "--out", archive.toString())
                .done();
        Path report = folder.resolve("report.html");
        Run.of("inspect", archive.toString(), "--report", report.toString()).done();
        assertThat(Files.readString(report)).contains("nothing to draw").doesNotContain("<figure");
    }

    @Test
    void damageIsToldWithItsPlaceAndLeavesNothing() throws IOException {
        compress().done();
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 4;
        Files.write(archive, bytes);
        Path back = folder.resolve("back.csv");
        Run run = Run.of("decompress", archive.toString(), "--out", back.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CORRUPT);
        assertThat(run.err()).contains("rows.hgz").contains("byte offset");
        assertThat(back).doesNotExist();
        assertThat(Run.of("inspect", archive.toString()).status()).isEqualTo(ExitStatus.CORRUPT);
        Run salvaged = Run.of("decompress", archive.toString(), "--out", back.toString(), "--salvage")
                .done();
        assertThat(salvaged.err()).contains("left out");
    }

    @Test
    void moreThanIsAllowedToComeOutIsRefused() {
        compress().done();
        Run run = Run.of("decompress", archive.toString(), "--out", "-", "--max-output", "100");
        assertThat(run.status()).isEqualTo(ExitStatus.CORRUPT);
        assertThat(run.err()).contains("--max-output allows more");
        Run.of("decompress", archive.toString(), "--out", "-", "--max-output", "10000000")
                .done();
    }

    @Test
    void mistakesAreTheCallers() {
        for (String[] wrong : new String[][] {
            {"--effort", "0"},
            {"--effort", "10"},
            {"--max-error", "many"},
            {"--max-error", "0%"},
            {"--max-error", "1%", "--lossless"},
            {"--threads", "0"}
        }) {
            assertThat(compress(wrong).status()).as(List.of(wrong).toString()).isEqualTo(ExitStatus.CALLER);
        }
        assertThat(archive).doesNotExist();
        compress().done();
        assertThat(compress().status()).isEqualTo(ExitStatus.CALLER);
        assertThat(Run.of("decompress", archive.toString(), "--out", "-", "--rows", "5:3")
                        .status())
                .isEqualTo(ExitStatus.CALLER);
    }

    @Test
    void whatIsNoArchiveOrMissingIsToldApart() {
        assertThat(Run.of("decompress", table.toString(), "--out", "-").status())
                .isEqualTo(ExitStatus.CORRUPT);
        assertThat(Run.of("decompress", folder.resolve("none.hgz").toString(), "--out", "-")
                        .status())
                .isEqualTo(ExitStatus.DATA);
        Run within = Run.of("compress", "--data", folder.toString(), "--out", archive.toString());
        assertThat(within.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(within.err()).contains("lies in the folder");
    }

    @Test
    void aFullDiskIsTheMachines() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        try (OutputStream out = Files.newOutputStream(full)) {
            Run run = Run.writing(
                    out, Files.readString(table, StandardCharsets.UTF_8), "compress", "--data", "-", "--out", "-");
            assertThat(run.status()).isEqualTo(ExitStatus.MACHINE);
            assertThat(run.err()).contains("the disk is full");
        }
    }
}
