package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of windows on the command line, from training through every verb. */
final class SeriesVerbsTest {
    private static final int ROWS = 240;

    @TempDir
    private Path folder;

    private String data;
    private String model;

    @BeforeEach
    void makesData() throws Exception {
        StringBuilder text = new StringBuilder("when,plant,level\n");
        for (int r = 0; r < ROWS; r++) {
            text.append(String.format("2024-01-%02dT%02d:00:00", 1 + r % 120 / 24, r % 24))
                    .append(r < ROWS / 2 ? ",north," : ",south,")
                    .append(r % 6)
                    .append('.')
                    .append(r % 10)
                    .append('\n');
        }
        data = folder.resolve("levels.csv").toString();
        Files.writeString(Path.of(data), text);
        model = folder.resolve("m.hg").toString();
    }

    private Run train(String... more) {
        String[] all = {
            "train", "--data", data, "--out", model, "--epochs", "5", "--code", "2", "--hidden", "8", "--engine", "java"
        };
        return Run.of(java.util.stream.Stream.of(all, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new));
    }

    private List<String> written(String verb, String... more) throws Exception {
        String out = folder.resolve(verb + ".csv").toString();
        String[] all = {verb, model, "--data", data, "--out", out, "--force"};
        Run.of(java.util.stream.Stream.of(all, more)
                        .flatMap(java.util.Arrays::stream)
                        .toArray(String[]::new))
                .done();
        return Files.readAllLines(Path.of(out));
    }

    @Test
    void everyVerbTakesTheModelsWindows() throws Exception {
        Run run = train("--sequence", "8", "--time", "when", "--by", "plant", "--recurrent", "gru", "--json")
                .done();
        assertThat(run.json().get("rows").getAsInt()).isEqualTo(2 * (108 - 7));
        assertThat(run.json().get("notices").toString()).contains("windows of 8 rows");
        List<String> scores = written("score", "--explain");
        assertThat(scores).hasSize(ROWS + 1);
        assertThat(scores.get(0)).startsWith("row,score,anomaly,column1");
        assertThat(scores.get(ROWS)).startsWith(ROWS - 1 + ",").contains(",level,");
        List<String> rebuilt = written("reconstruct");
        assertThat(rebuilt).hasSize(ROWS + 1);
        assertThat(rebuilt.get(0)).isEqualTo("plant,when,level");
        assertThat(rebuilt.get(1)).startsWith("north,2024-01-01T00:00:00,");
        String report = folder.resolve("moved.csv").toString();
        assertThat(written("denoise", "--report", report)).isEqualTo(rebuilt);
        assertThat(Files.readString(Path.of(report))).contains("level").doesNotContain("north");
        List<String> codes = written("encode", "--keep", "plant");
        assertThat(codes.get(0)).isEqualTo("start,end,plant,c0,c1");
        assertThat(codes.get(1)).startsWith("0,7,north,");
        Path decoded = folder.resolve("decoded.csv");
        Run.of("decode", model, "--codes", folder.resolve("encode.csv").toString(), "--out", decoded.toString())
                .done();
        assertThat(Files.readAllLines(decoded)).hasSize(8 * (codes.size() - 1) + 1);
        JsonObject errors =
                Run.of("evaluate", model, "--data", data, "--json").done().json();
        assertThat(errors.get("rows").getAsInt()).isEqualTo(ROWS);
    }

    @Test
    void convolutionsAlongTimeThroughTheVerbs() throws Exception {
        train("--sequence", "12", "--time", "when", "--by", "plant", "--conv", "3,4")
                .done();
        assertThat(Run.of("inspect", model).done().out()).contains("1x12x1-1x6x3-1x3x4-8-2-8-12-1x6x3-1x12x1");
        assertThat(written("score")).hasSize(ROWS + 1);
        assertThat(written("encode").get(0)).isEqualTo("start,end,c0,c1");
        assertThat(written("reconstruct")).hasSize(ROWS + 1);
        Run tuned = Run.of(
                "tune",
                "--data",
                data,
                "--out",
                folder.resolve("t.hg").toString(),
                "--sequence",
                "12",
                "--time",
                "when",
                "--by",
                "plant",
                "--conv",
                "2",
                "--trials",
                "2",
                "--epochs",
                "1");
        assertThat(tuned.done().out()).contains("best of");
    }

    @Test
    void noiseIsTakenOffASeriesAndMeasuredBesideTheCleanOne() throws Exception {
        train("--sequence", "12", "--time", "when", "--by", "plant", "--kind", "denoising", "--noise", "gaussian:0.3")
                .done();
        String noisy = folder.resolve("noisy.csv").toString();
        Run.of("noise", "--data", data, "--ignore", "when,plant", "--noise", "gaussian:0.3", "--out", noisy)
                .done();
        List<String> before = Files.readAllLines(Path.of(data));
        List<String> after = Files.readAllLines(Path.of(noisy));
        int moved = 0;
        for (int row = 0; row <= ROWS; row++) {
            String keys = before.get(row).substring(0, before.get(row).lastIndexOf(',') + 1);
            assertThat(after.get(row)).startsWith(keys);
            moved += after.get(row).equals(before.get(row)) ? 0 : 1;
        }
        assertThat(moved).isGreaterThan(ROWS / 2);
        Run run = Run.of("evaluate", model, "--data", noisy, "--clean", data, "--json");
        JsonObject rmse = run.done()
                .json()
                .getAsJsonObject("columns")
                .getAsJsonObject("level")
                .getAsJsonObject("rmse");
        assertThat(rmse.get("before").getAsDouble()).isBetween(0.4, 0.65); // 0.3 of a deviation of 1.7
        assertThat(rmse.get("after").getAsDouble()).isPositive();
        assertThat(Run.of("evaluate", model, "--data", noisy, "--clean", data)
                        .done()
                        .out())
                .contains("240 rows", "level", "rmse", "before", "after");
        Run other = Run.of("evaluate", model, "--data", data, "--clean", shifted());
        assertThat(other.status()).isEqualTo(ExitStatus.DATA);
        assertThat(other.err()).contains("row 0, column 'plant'");
    }

    /** The same rows, those of the second plant first. */
    private String shifted() throws Exception {
        List<String> lines = Files.readAllLines(Path.of(data));
        List<String> turned = new java.util.ArrayList<>(lines.subList(0, 1));
        turned.addAll(lines.subList(1 + ROWS / 2, ROWS + 1));
        turned.addAll(lines.subList(1, 1 + ROWS / 2));
        Path file = folder.resolve("shifted.csv");
        Files.write(file, turned);
        return file.toString();
    }

    @Test
    void inspectShowsTheWindowAndWhatOrdersRows() {
        train("--sequence", "8", "--time", "when", "--by", "plant", "--recurrent", "lstm")
                .done();
        assertThat(Run.of("inspect", model).done().out())
                .contains("windows of 8 rows")
                .contains("network 8x1-8-2-8x8-8x1x1:")
                .contains("cell encoding -> lstm 8 -> dense 2")
                .contains("by 'when'")
                .contains("by plant");
        JsonObject plan = Run.of("inspect", model, "--json")
                .done()
                .json()
                .getAsJsonObject("series")
                .getAsJsonObject("plan");
        assertThat(plan.get("window").getAsInt()).isEqualTo(8);
    }

    @Test
    void aFunctionOfSqlRefusesAModelOfWindows() {
        train("--sequence", "8", "--time", "when", "--by", "plant").done();
        Run query = Run.of(
                "score",
                model,
                "--query",
                "SELECT hourglass_score('" + model + "', t) AS s FROM '" + data + "' t",
                "--out",
                folder.resolve("q.csv").toString());
        assertThat(query.status()).isEqualTo(ExitStatus.DATA);
        assertThat(query.err()).contains("windows of series");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheFix() {
        assertThat(train("--time", "when").err()).contains("--sequence W");
        assertThat(train("--sequence", "8", "--time", "plant")).satisfies(run -> {
            assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
            assertThat(run.err()).contains("'plant'").contains("numbers or dates");
        });
        assertThat(train("--sequence", "500").err()).contains("500 rows").contains("has 240");
        assertThat(train("--sequence", "500").status()).isEqualTo(ExitStatus.DATA);
        assertThat(train("--sequence", "8", "--recurrent", "rnn").err()).contains("lstm or gru");
        assertThat(train("--sequence", "8", "--recurrent", "lstm", "--tied").err())
                .contains("tied is for dense");
        assertThat(train("--sequence", "4", "--conv", "2,2,2").err()).contains("at most 2 convolutions");
        assertThat(train("--sequence", "8", "--conv", "auto", "--recurrent", "gru")
                        .err())
                .contains("leave out --recurrent or --conv");
        assertThat(train("--sequence", "8", "--conv", "auto", "--tied").err()).contains("cannot be tied");
        assertThat(train("--conv", "auto").err()).contains("for images and for series");
        assertThat(train("--sequence", "8", "--conv", "auto", "--patch", "4").err())
                .contains("patches are cut out of images");
        String page = folder.resolve("page.html").toString();
        assertThat(train("--sequence", "8", "--report", page).err()).contains("windows of series");
    }
}
