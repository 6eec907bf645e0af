package io.hourglass.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.codec.block.BlockKind;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    static Stream<String> texts() {
        return Stream.of(
                "",
                "\n",
                "a",
                "\r\n\r\n",
                "a,b\n1,2\n3,4\n",
                "a,b\n1,2\n3,4",
                "a,b\r\n1,2\r\n3,4\r\n",
                "a,b\r\n1,2\n3,4\r\n5,6\r\n",
                "\uFEFFa,b\n1,2\n3,4\n",
                "a;b\n1,5;2\n3,5;4\n",
                "a\tb\n1\t2\n3\t4\n",
                "1 2 3\n4 5 6\n",
                "a,b\n\"x,1\",2\n\"y\"\"z\",3\n\"two\nlines\",4\n",
                "a,b\n\"open,2\n3,4\n",
                "a,b\n1\n1,2,3\n\n4,5\n,\n",
                "a,b\n0.50,1\n0.25,2\n1.00,3\n-0.00,4\n-0,5\n00.10,6\n",
                "n\n007\n008\n123\n1234\n-007\n",
                "n\n.5\n1.5\n-.25\n0.5\n5.\n+1\n",
                "n\n1e5\n1E-3\nNaN\n-inf\n",
                "n\n999999999999999999\n-999999999999999999\n0\n9999999999999999999\n",
                "n\n0.123456789012345678\n9.123456789012345678\n",
                "x,y\n,\n,\n,\n",
                "only text without an end",
                "a,b\n" + "same,1\n".repeat(3000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyTextComesBackAsItWas(String text) {
        byte[] bytes = SampleTexts.bytes(text);
        assertThat(SampleTexts.decompress(SampleTexts.compress(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everyEffortGivesTheSameBytesBack(int effort) {
        byte[] bytes = SampleTexts.table(700, effort);
        byte[] archive = SampleTexts.compress(bytes, CompressionPlan.usual().withEffort(effort));
        assertThat(SampleTexts.decompress(archive)).isEqualTo(bytes);
        assertThat(archive.length).isLessThan(bytes.length / 3);
    }

    @Test
    void oddBytesComeBackAsTheyWere() {
        for (int seed = 0; seed < 60; seed++) {
            byte[] bytes = SampleTexts.odd(20 + 37 * seed, seed);
            byte[] archive = SampleTexts.compress(
                    bytes, CompressionPlan.usual().withThreads(1).withEffort(1 + seed % 9));
            assertThat(SampleTexts.decompress(archive)).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void randomBytesHardlyGrow() {
        byte[] bytes = SampleTexts.random(1 << 20, 5);
        byte[] archive = SampleTexts.compress(bytes);
        assertThat(SampleTexts.decompress(archive)).isEqualTo(bytes);
        assertThat(archive.length).isLessThan(bytes.length + bytes.length / 1000 + 1024);
    }

    @Test
    void aLongTableGoesInBlocksAndComesBack() {
        byte[] line = SampleTexts.bytes("17,some words that repeat,3.25\n");
        byte[] bytes = new byte[line.length * 600_000];
        for (int at = 0; at < bytes.length; at += line.length) {
            System.arraycopy(line, 0, bytes, at, line.length);
        }
        byte[] archive = SampleTexts.compress(bytes, CompressionPlan.usual().withEffort(1));
        assertThat(SampleTexts.decompress(archive, DecompressionPlan.usual())).isEqualTo(bytes);
    }

    @Test
    void theNumberOfThreadsDoesNotShowInTheArchive() {
        byte[] bytes = SampleTexts.table(1500, 3);
        byte[] one = SampleTexts.compress(bytes, CompressionPlan.usual().withThreads(1));
        assertThat(SampleTexts.compress(bytes, CompressionPlan.usual().withThreads(4)))
                .isEqualTo(one);
    }

    @Test
    void someRowsComeAloneUnderTheColumnNames() {
        byte[] bytes = SampleTexts.table(500, 4);
        List<String> lines = new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        byte[] archive = SampleTexts.compress(bytes);
        for (String span : List.of("0:1", "17:20", "499:500", "490:9999", ":3", "497:")) {
            RowSpan rows = RowSpan.parse(span);
            String expected = lines.get(0) + "\n"
                    + String.join("\n", lines.subList(1 + (int) rows.from(), (int) Math.min(500, rows.to()) + 1))
                    + "\n";
            byte[] found =
                    SampleTexts.decompress(archive, DecompressionPlan.usual().withRows(rows));
            assertThat(found).as(span).isEqualTo(SampleTexts.bytes(expected));
        }
        byte[] none = SampleTexts.decompress(archive, DecompressionPlan.usual().withRows(RowSpan.parse("500:600")));
        assertThat(none).isEqualTo(SampleTexts.bytes(lines.get(0) + "\n"));
    }

    @Test
    void noNumberIsFurtherOffThanTheBound() {
        byte[] bytes = SampleTexts.table(800, 6);
        for (String bound : List.of("1%", "10%", "0.5", "250")) {
            ErrorBound limit = ErrorBound.parse(bound);
            byte[] back = SampleTexts.decompress(
                    SampleTexts.compress(bytes, CompressionPlan.usual().withBound(limit)));
            double[] span = new double[6];
            Arrays.fill(span, limit.amount());
            if (limit.relative()) {
                span[1] = limit.amount() * 49;
                span[2] = limit.amount() * 74.5;
                span[3] = limit.amount() * 75_000;
            }
            compare(
                    new String(bytes, java.nio.charset.StandardCharsets.UTF_8),
                    new String(back, java.nio.charset.StandardCharsets.UTF_8),
                    span);
        }
    }

    private static void compare(String before, String after, double[] span) {
        List<String> old = before.lines().toList();
        List<String> found = after.lines().toList();
        assertThat(found).hasSameSizeAs(old);
        assertThat(found.get(0)).isEqualTo(old.get(0));
        for (int row = 1; row < old.size(); row++) {
            String[] was = old.get(row).split(",", -1);
            String[] is = found.get(row).split(",", -1);
            for (int column = 0; column < was.length; column++) {
                if (column >= 1 && column <= 3 && !was[column].isEmpty()) {
                    assertThat(Double.parseDouble(is[column]))
                            .isCloseTo(
                                    Double.parseDouble(was[column]),
                                    org.assertj.core.data.Offset.offset(span[column] + 1e-9));
                } else {
                    assertThat(is[column]).isEqualTo(was[column]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 9})
    void theBlocksOfTablesAreNothingButTables(int effort) throws java.io.IOException {
        for (byte[] bytes : List.of(SampleTexts.table(900, effort), SampleTexts.moments(900, effort))) {
            byte[] archive = SampleTexts.compress(bytes, CompressionPlan.usual().withEffort(effort));
            assertThat(ArchiveContents.of("a.hgz", new java.io.ByteArrayInputStream(archive))
                            .blocks())
                    .containsOnlyKeys(BlockKind.TABLE);
        }
    }

    @Test
    void theReportCountsWhatWasDone() throws java.io.IOException {
        byte[] bytes = SampleTexts.table(300, 8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompressionReport report =
                new TableCompressor(CompressionPlan.usual()).compress(new java.io.ByteArrayInputStream(bytes), out);
        assertThat(report.inputBytes()).isEqualTo(bytes.length);
        assertThat(report.outputBytes()).isEqualTo(out.size());
        assertThat(report.records()).isEqualTo(300);
        assertThat(report.columns())
                .extracting(ColumnSize::name)
                .containsExactly("kind", "size", "weight", "price", "note", "day");
        double sum = report.columns().stream().mapToDouble(ColumnSize::bytes).sum();
        assertThat(sum).isBetween(0.8 * out.size(), (double) out.size());
        ArchiveContents contents = ArchiveContents.of("a.hgz", new java.io.ByteArrayInputStream(out.toByteArray()));
        assertThat(contents.inputBytes()).isEqualTo(bytes.length);
        assertThat(contents.outputBytes()).isEqualTo(out.size());
        assertThat(contents.columns())
                .usingRecursiveComparison()
                .ignoringFields("earned")
                .isEqualTo(report.columns());
        for (ColumnSize column : contents.columns()) {
            double decisions = 8 * column.unpredictedBytes();
            assertThat(decisions).as(column.name()).isPositive().isCloseTo(Math.rint(decisions), within(1e-3));
        }
        assertThat(contents.columns())
                .filteredOn(ColumnSize::name, "note")
                .allMatch(column -> column.unpredictedBytes() > 2 * column.bytes());
    }
}
