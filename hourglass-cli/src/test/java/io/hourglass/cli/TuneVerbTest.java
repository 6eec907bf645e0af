package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.hourglass.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TuneVerbTest {
    @TempDir
    Path folder;

    private Path table;
    private Path model;

    @BeforeEach
    void writeRows() throws IOException {
        table = folder.resolve("rows.csv");
        model = folder.resolve("model.hg");
        StringBuilder rows = new StringBuilder("a,b,c,d\n");
        for (int r = 0; r < 150; r++) {
            rows.append(r % 17).append(',').append(2 * (r % 17) + r % 3).append(',');
            rows.append(r % 5).append(',').append(r % 5 == 0 ? "x" : "y").append('\n');
        }
        Files.writeString(table, rows);
    }

    private Run tune(String... options) {
        String[] start = {
            "tune", "--data", table.toString(), "--out", model.toString(), "--engine", "java", "--trials", "4",
        };
        return Run.of(Stream.concat(Stream.of(start), Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void itSavesTheBestModelAndSaysHowItWasFound() {
        Run run = tune("--epochs", "3", "--json", "--quiet");
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.err()).isEmpty();
        JsonObject object = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(object.get("trials").getAsInt()).isEqualTo(4);
        assertThat(object.getAsJsonArray("runs")).hasSize(5);
        assertThat(object.get("epochs").getAsInt()).isEqualTo(3);
        Hourglass best = Hourglass.open(model);
        assertThat(best.history().best().validationLoss())
                .isEqualTo(object.get("validationLoss").getAsDouble());
    }

    @Test
    void whatIsGivenIsNotDrawn() {
        Run run = tune("--epochs", "1", "--hidden", "8", "--norm", "layer", "--json");
        for (var each : JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("runs")) {
            assertThat(each.getAsJsonObject().get("hidden").getAsString()).isEqualTo("8");
            assertThat(each.getAsJsonObject().get("norm").getAsString()).isEqualTo("layer");
        }
    }

    @Test
    void peopleSeeATableAndCanGoOn() {
        String[] words = {
            "--epochs", "3", "--checkpoint", folder.resolve("search").toString()
        };
        Run run = tune(words);
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).containsPattern("trial +epochs +loss +hidden +activation +rate +batch +dropout +norm");
        assertThat(run.out()).contains("best of 5 trainings: trial ").contains("model in " + model);
        Run resumed = tune(Stream.concat(Stream.of(words), Stream.of("--resume", "--force", "--time-limit", "1h"))
                .toArray(String[]::new)); // another limit is no other search
        assertThat(resumed.status()).as(resumed.err()).isEqualTo(ExitStatus.DONE);
        assertThat(resumed.out()).isEqualTo(run.out());
    }

    @Test
    void rowsToJudgeByAreReadOnceAndMayComeFromStandardInput() throws IOException {
        String[] words = {
            "tune",
            "--data",
            table.toString(),
            "--out",
            model.toString(),
            "--engine",
            "java",
            "--trials",
            "3",
            "--epochs",
            "1",
            "--validation",
            "-",
            "--json",
            "--force"
        };
        Run run = Run.reading(Files.readString(table), words);
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.json().getAsJsonArray("runs")).hasSize(3);
        words[2] = "-";
        Run both = Run.reading(Files.readString(table), words);
        assertThat(both.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(both.err()).contains("--data and --validation cannot both be standard input");
    }

    @Test
    void aSearchThatJudgesByOtherRowsDoesNotGoOn() {
        String search = folder.resolve("search").toString();
        tune("--epochs", "1", "--checkpoint", search).done();
        Run other = tune("--epochs", "1", "--checkpoint", search, "--resume", "--force", "--validation", "0.3");
        assertThat(other.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(other.err()).contains("data.validation was '0.1' and is '0.3'");
    }

    @Test
    void recurrentLayersAreSearchedWithoutAnActivation() {
        Run run = tune("--epochs", "1", "--sequence", "8", "--recurrent", "gru", "--ignore", "d");
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out()).containsPattern("loss +hidden +rate +batch").doesNotContain("activation");
    }

    @Test
    void aReportDrawsWhatWasTried() throws IOException {
        Path report = folder.resolve("search.html");
        Run run = tune("--epochs", "3", "--report", report.toString());
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(Files.readString(report)).contains("What was tried").contains("data-kind=\"parallel\"");
    }

    @Test
    void aSearchWithNothingToSearchIsRefused() {
        Run run = tune(
                "--hidden",
                "8",
                "--activation",
                "relu",
                "--rate",
                "0.01",
                "--batch",
                "32",
                "--dropout",
                "0",
                "--norm",
                "none");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("every setting is given, so that there is nothing to search");
    }
}
