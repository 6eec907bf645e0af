package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.network.Residual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that use a model, on one of a table, one of images and one that generates. */
final class UseVerbsTest {
    @TempDir
    private static Path models;

    private static Path table;
    private static Path idx;
    private static Path labels;
    private static Path plain;
    private static Path pictures;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trains() throws IOException {
        table = Samples.table(models.resolve("rows.csv"));
        idx = Samples.idx(models.resolve("images.idx"));
        labels = Samples.labels(models.resolve("labels.idx"));
        plain = models.resolve("plain.hg");
        pictures = models.resolve("pictures.hg");
        Run.of("train", "--data", table.toString(), "--out", plain.toString(), "--hidden", "8", "--epochs", "20")
                .done();
        Run.of(
                        "train",
                        "--data",
                        idx.toString(),
                        "--out",
                        pictures.toString(),
                        "--hidden",
                        "8",
                        "--epochs",
                        "20",
                        "--kind",
                        "variational+denoising")
                .done();
    }

    @Test
    void evaluateTellsTheErrorOfEveryColumn() {
        JsonObject object =
                run("evaluate", plain, "--data", table.toString(), "--json").json();
        assertThat(object.get("rows").getAsLong()).isEqualTo(Samples.ROWS);
        assertThat(object.get("loss").getAsDouble()).isPositive();
        assertThat(object.get("squaredErrorPerRow").getAsDouble()).isPositive();
        JsonObject columns = object.getAsJsonObject("columns");
        assertThat(columns.keySet()).containsExactly("height", "weight", "colour", "paid", "when");
        assertThat(columns.getAsJsonObject("height").get("rmse").getAsDouble()).isBetween(0.0, 30.0);
        assertThat(columns.getAsJsonObject("colour").get("accuracy").getAsDouble())
                .isBetween(0.2, 1.0);
        assertThat(run("evaluate", plain, "--data", table.toString(), "--threads", "1", "--engine", "java")
                        .out())
                .contains("240 rows, loss ", "column", "rmse", "accuracy", "height", " %");
    }

    @Test
    void encodeThenDecodeIsExactlyReconstruct() throws IOException {
        Path rebuilt = folder.resolve("rebuilt.csv");
        run("reconstruct", plain, "--data", table.toString(), "--out", rebuilt.toString());
        assertThat(Files.readString(rebuilt)).startsWith("height,weight,colour,paid,when\n");
        for (String form : List.of("csv", "tsv", "csv.gz", "npy", "npz", "safetensors")) {
            Path codes = folder.resolve("codes." + form);
            Path decoded = folder.resolve("decoded-" + form + ".csv");
            run("encode", plain, "--data", table.toString(), "--out", codes.toString());
            run("decode", plain, "--codes", codes.toString(), "--out", decoded.toString());
            assertThat(decoded).as(form).hasSameBinaryContentAs(rebuilt);
        }
    }

    @Test
    void codesWithoutAHeaderAreTakenInOrder() throws IOException {
        Path rebuilt = folder.resolve("rebuilt.csv");
        run("reconstruct", plain, "--data", table.toString(), "--out", rebuilt.toString());
        String codes =
                run("encode", plain, "--data", table.toString(), "--out", "-").out();
        String bare = codes.substring(codes.indexOf('\n') + 1);
        Run decoded = Run.reading(bare, "decode", plain.toString(), "--codes", "-", "--no-header", "--out", "-");
        assertThat(decoded.done().out()).isEqualTo(Files.readString(rebuilt));
    }

    @Test
    void encodeKeepsColumnsOfTheDataBesideTheCodes() {
        Run run = run("encode", plain, "--data", table.toString(), "--keep", "note,height", "--out", "-");
        assertThat(run.out()).startsWith("note,height,c0,c1");
        assertThat(run.err()).contains("wrote 240 rows to standard output");
        Run labelled = run(
                "encode",
                pictures,
                "--data",
                idx.toString(),
                "--labels",
                labels.toString(),
                "--keep",
                "label",
                "--out",
                "-");
        assertThat(labelled.out().lines().skip(1)).first().asString().startsWith("0,");
        Run wrong = Run.of("encode", plain.toString(), "--data", table.toString(), "--keep", "none", "--out", "-");
        assertThat(wrong.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(wrong.err()).contains("'none'", "'height'", "'note'");
    }

    @Test
    void aModelOfConvolutionsAloneDenoisesImagesOfAnotherSize() throws IOException {
        Path model = folder.resolve("any.hg");
        String[] training = {"--kind", "denoising", "--conv", "2", "--code-map", "1", "--epochs", "1"};
        Run.of(Stream.concat(
                                Stream.of("train", "--data", idx.toString(), "--out", model.toString()),
                                Stream.of(training))
                        .toArray(String[]::new))
                .done();
        Path large = folder.resolve("large.idx");
        byte[] bytes = new byte[16 + 7 * 9];
        System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 9}, 0, bytes, 0, 16);
        Files.write(large, bytes);
        Path out = folder.resolve("large.npy");
        run("denoise", model, "--data", large.toString(), "--out", out.toString());
        assertThat(Files.size(out)).isEqualTo(128 + 4L * 7 * 9);
        Run refused =
                Run.of("denoise", pictures.toString(), "--data", large.toString(), "--out", out.toString(), "--force");
        assertThat(refused.status()).isEqualTo(ExitStatus.DATA);
        assertThat(refused.err()).contains("found image 7x9x1");
    }

    @Test
    void aModelWithDenseLayersTakesNoSmallerImages() throws IOException {
        Path model = folder.resolve("dense.hg");
        Run.of("train", "--data", idx.toString(), "--out", model.toString(), "--conv", "2", "--epochs", "1")
                .done();
        Path small = folder.resolve("small.idx");
        byte[] bytes = new byte[16 + 3 * 3];
        System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 3}, 0, bytes, 0, 16);
        Files.write(small, bytes);
        Run refused = Run.of(
                "reconstruct",
                model.toString(),
                "--data",
                small.toString(),
                "--out",
                folder.resolve("small.npy").toString());
        assertThat(refused.status()).isEqualTo(ExitStatus.DATA);
        assertThat(refused.err()).contains("found image 3x3x1");
    }

    @Test
    void residualBlocksFollowTheConvolutionsOfAnEncoder() {
        assertThat(residuals("--conv-blocks", "auto")).isZero();
        assertThat(residuals("--conv-blocks", "3")).isEqualTo(3);
    }

    private long residuals(String... blocks) {
        Path model = folder.resolve("blocks.hg");
        List<String> words = new ArrayList<>(List.of("train", "--data", idx.toString(), "--out", model.toString()));
        words.addAll(List.of("--force", "--conv", "2", "--epochs", "1"));
        words.addAll(List.of(blocks));
        Run.of(words.toArray(String[]::new)).done();
        return Hourglass.open(model).autoencoder().spec().encoder().layers().stream()
                .filter(Residual.class::isInstance)
                .count();
    }

    @Test
    void imagesAreRebuiltIntoFoldersAndArrays() throws IOException {
        Path images = Samples.images(folder.resolve("images"));
        Path model = folder.resolve("m.hg");
        Run.of("train", "--data", images.toString(), "--out", model.toString(), "--epochs", "2", "--hidden", "8")
                .done();
        Path out = folder.resolve("rebuilt");
        run("reconstruct", model, "--data", images.toString(), "--out", out.toString());
        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> out.relativize(file).toString()))
                    .hasSize(Samples.IMAGES)
                    .contains(Path.of("dark/image0.png").toString());
        }
        Path array = folder.resolve("rebuilt.npy");
        run("reconstruct", model, "--data", images.toString(), "--out", array.toString());
        assertThat(Files.size(array)).isEqualTo(128 + 4L * Samples.IMAGES * 16);
        Path codes = folder.resolve("codes.npy");
        Path decoded = folder.resolve("decoded.npy");
        run("encode", model, "--data", images.toString(), "--out", codes.toString());
        run("decode", model, "--codes", codes.toString(), "--out", decoded.toString());
        assertThat(decoded).hasSameBinaryContentAs(array);
    }

    @Test
    void denoiseReportsTheCellsThatMoved() throws IOException {
        Path report = folder.resolve("report.csv");
        Path out = folder.resolve("clean.csv");
        Run run = run(
                "denoise",
                plain,
                "--data",
                table.toString(),
                "--out",
                out.toString(),
                "--report",
                report.toString(),
                "--json");
        assertThat(run.err()).contains("did not learn to remove noise");
        assertThat(run.json().get("filledCells").getAsLong()).isEqualTo(12);
        List<String> lines = Files.readAllLines(report);
        assertThat(lines.get(0)).isEqualTo("row,column,from,to,change");
        assertThat(run.json().get("movedCells").getAsLong()).isEqualTo(lines.size() - 1 - 12);
        String[] first = lines.get(1).split(",", -1);
        String before = Files.readAllLines(table).get(1).split(",", -1)[0];
        String after = Files.readAllLines(out).get(1).split(",", -1)[0];
        assertThat(first).startsWith("0", "height", before, after);
        assertThat(Double.parseDouble(first[4]))
                .isEqualTo(Math.round(100 * (Double.parseDouble(after) - Double.parseDouble(before))) / 100.0);
        assertThat(lines).anyMatch(line -> line.matches("3,weight,,[0-9.]+,"));
    }

    @Test
    void aDenoisingModelSaysNothingOfTheKindAndImagesHaveNoReport() {
        Path out = folder.resolve("clean.npy");
        assertThat(run("denoise", pictures, "--data", idx.toString(), "--out", out.toString())
                        .err())
                .doesNotContain("did not learn");
        Run run = Run.of(
                "denoise",
                pictures.toString(),
                "--data",
                idx.toString(),
                "--out",
                out.toString(),
                "--force",
                "--report",
                folder.resolve("r.csv").toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("--report lists cells of tables");
        assertThat(folder.resolve("r.csv")).doesNotExist();
    }

    @Test
    void scoresRiseForStrangeRowsAndAreExplained() throws IOException {
        Path strange = folder.resolve("strange.csv");
        Files.writeString(strange, Files.readString(table) + "999.00,1.0,red,no,2024-01-01,x\n");
        Run run = run(
                "score",
                plain,
                "--data",
                strange.toString(),
                "--out",
                folder.resolve("s.csv").toString(),
                "--explain",
                "--json");
        assertThat(run.json().get("strangestRow").getAsLong()).isEqualTo(240);
        assertThat(run.json().get("anomalies").getAsLong()).isBetween(1L, 20L);
        List<String> lines = Files.readAllLines(folder.resolve("s.csv"));
        assertThat(lines.get(0)).startsWith("row,score,anomaly,column1,share1,expected1,found1,column2,");
        assertThat(lines.get(241)).startsWith("240,").contains(",1,height,", ",999.00,weight,", ",1.0,");
        long usual = run.json().get("anomalies").getAsLong();
        Run many = run(
                "score",
                plain,
                "--data",
                strange.toString(),
                "--out",
                folder.resolve("t.csv").toString(),
                "--contamination",
                "0.3",
                "--json");
        assertThat(many.json().get("anomalies").getAsLong()).isGreaterThan(usual + 20);
        assertThat(many.json().get("threshold").getAsDouble())
                .isLessThan(run.json().get("threshold").getAsDouble());
        assertThat(Run.of("score", plain.toString(), "--data", "x", "--out", "-", "--contamination", "1")
                        .status())
                .isEqualTo(ExitStatus.CALLER);
    }

    @Test
    void generateDrawsTheSameRowsForTheSameSeed() throws IOException {
        for (String name : List.of("a.npy", "b.npy")) {
            run(
                    "generate",
                    pictures,
                    "--rows",
                    "5",
                    "--seed",
                    "3",
                    "--out",
                    folder.resolve(name).toString());
        }
        run(
                "generate",
                pictures,
                "--rows",
                "5",
                "--seed",
                "4",
                "--out",
                folder.resolve("c.npy").toString());
        assertThat(folder.resolve("a.npy")).hasSameBinaryContentAs(folder.resolve("b.npy"));
        assertThat(Files.mismatch(folder.resolve("a.npy"), folder.resolve("c.npy")))
                .isNotNegative();
        Run plainly = Run.of("generate", plain.toString(), "--rows", "5", "--out", "-");
        assertThat(plainly.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(plainly.err()).contains("--kind variational");
    }

    @Test
    void valuesThatTrainingDidNotSeeAreNoticed() throws IOException {
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "height,weight,colour,paid,when,new\n170.00,70.0,pink,yes,2024-01-05,1\n");
        assertThat(run("evaluate", plain, "--data", other.toString()).err()).contains("'colour'", "'pink'");
        assertThat(run("score", plain, "--data", other.toString(), "--out", "-").err())
                .contains("'pink'");
        assertThat(run("score", plain, "--data", other.toString(), "--out", "-", "--quiet")
                        .err())
                .isEmpty();
    }

    @Test
    void badRowsOfUseAreSkippedOnlyOnRequest() throws IOException {
        Path bad = folder.resolve("bad.csv");
        Files.writeString(bad, Files.readString(table) + "abc,70.0,red,yes,2024-01-05,x\n");
        Run refused = Run.of("evaluate", plain.toString(), "--data", bad.toString());
        assertThat(refused.status()).isEqualTo(ExitStatus.DATA);
        assertThat(refused.err()).contains(bad.toString(), "line 242", "'height'", "'abc'");
        Run skipped = run("evaluate", plain, "--data", bad.toString(), "--on-bad-row", "skip", "--json");
        assertThat(skipped.json().get("rows").getAsLong()).isEqualTo(240);
        assertThat(skipped.err()).contains("1 row was left out", "line 242");
    }

    @Test
    void textWithoutAHeaderIsUsedByAModelOfSuchText() throws IOException {
        Path bare = folder.resolve("bare.csv");
        Files.write(bare, Files.readAllLines(table).subList(1, Samples.ROWS + 1));
        Path model = folder.resolve("m.hg");
        Run.of("train", "--data", bare.toString(), "--no-header", "--out", model.toString(), "--epochs", "1")
                .done();
        assertThat(run("evaluate", model, "--data", bare.toString(), "--no-header", "--json")
                        .json()
                        .getAsJsonObject("columns")
                        .keySet())
                .isEqualTo(java.util.Set.copyOf(Hourglass.open(model).schema().names()));
    }

    @Test
    void resultAndRowsDoNotShareStandardOutput() {
        Run run = Run.of("encode", plain.toString(), "--data", table.toString(), "--out", "-", "--json");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.out()).isEmpty();
        Run twice = Run.of("denoise", plain.toString(), "--data", table.toString(), "--out", "-", "--report", "-");
        assertThat(twice.status()).isEqualTo(ExitStatus.CALLER);
    }

    private static Run run(String verb, Path model, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = verb;
        all[1] = model.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return Run.of(all).done();
    }
}
