package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What evaluate and score measure beyond errors: thresholds by false alarms, drift, and codes as a map. */
class MeasuresTest {
    @TempDir
    static Path folder;

    private static Path table;
    private static Path model;

    @BeforeAll
    static void train() throws IOException {
        table = Samples.table(folder.resolve("t.csv"));
        model = folder.resolve("m.hg");
        Run.of("train", "--data", table.toString(), "--out", model.toString(), "--hidden", "16", "--epochs", "20")
                .done();
    }

    private static Run score(String... more) {
        String[] words = {"score", model.toString(), "--data", table.toString(), "--out", "-"};
        return Run.of(with(words, more));
    }

    private static String[] with(String[] words, String... more) {
        return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void fewerFalseAlarmsMeanFewerAnomaliesAndTheRateIsTold() throws IOException {
        Path out = folder.resolve("s.csv");
        JsonObject rare = Run.of(
                        "score",
                        model.toString(),
                        "--data",
                        table.toString(),
                        "--out",
                        out.toString(),
                        "--false-alarms",
                        "1e-6",
                        "--json")
                .done()
                .json();
        assertThat(rare.get("expectedFalseAlarms").getAsDouble()).isBetween(0.9e-6, 1.1e-6);
        assertThat(rare.get("anomalies").getAsLong()).isLessThan(10);
        assertThat(score("--false-alarms", "0.2").done().err())
                .containsPattern(
                        "4[0-9] are anomalies, with a score above .*, as 20.* % of rows like the training rows");
    }

    @Test
    void thresholdsThatContradictOrMakeNoSenseAreRefused() {
        Run both = score("--false-alarms", "0.1", "--contamination", "0.1");
        assertThat(both.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(both.err()).contains("--contamination and --false-alarms both say where anomalies begin");
        assertThat(score("--false-alarms", "0").err()).contains("a rate of false alarms lies above 0 and below 1");
    }

    @Test
    void rowsCanBeScoredByTheModelItself() throws IOException {
        Path own = folder.resolve("own.hg");
        Run.of(
                        "train",
                        "--data",
                        table.toString(),
                        "--out",
                        own.toString(),
                        "--hidden",
                        "16",
                        "--epochs",
                        "2",
                        "--score-by",
                        "model")
                .done();
        assertThat(Files.size(own)).isLessThan(Files.size(model) - 10_000);
        assertThat(Run.of("train", "--data", "x", "--out", "y", "--score-by", "me")
                        .err())
                .contains("detector or model", "'me'");
    }

    @Test
    void driftNamesTheColumnThatChanged() throws IOException {
        Path moved = folder.resolve("moved.csv");
        Files.writeString(moved, Files.readString(table).replace("red", "green"));
        String[] words = {"evaluate", model.toString(), "--data", moved.toString(), "--against", table.toString()};
        JsonObject drift = Run.of(with(words, "--json")).done().json().getAsJsonObject("drift");
        JsonObject colour = drift.getAsJsonObject("columns").getAsJsonObject("colour");
        assertThat(colour.get("psi").getAsDouble()).isGreaterThan(0.25);
        assertThat(drift.getAsJsonObject("columns")
                        .getAsJsonObject("height")
                        .get("psi")
                        .getAsDouble())
                .isZero();
        assertThat(Run.of(words).done().out()).contains("against 240 rows: loss ", "colour", "much changed");
        Run both = Run.reading("", "evaluate", model.toString(), "--data", "-", "--against", "-");
        assertThat(both.err()).contains("cannot both be read from standard input");
    }

    @Test
    void codesAreMeasuredAsAMapBesidePrincipalComponents() {
        String[] words = {"evaluate", model.toString(), "--data", table.toString(), "--reduction", "--label", "colour"};
        JsonObject object = Run.of(with(words, "--json")).done().json();
        for (JsonObject each : new JsonObject[] {object, object.getAsJsonObject("pca")}) {
            assertThat(each.get("trustworthiness").getAsDouble()).isBetween(0.6, 1.0);
            assertThat(each.get("continuity").getAsDouble()).isBetween(0.6, 1.0);
            assertThat(each.get("knnAccuracy").getAsDouble()).isBetween(0.3, 1.0);
            assertThat(each.get("squaredErrorPerRow").getAsDouble()).isPositive();
        }
        assertThat(Run.of(words).done().out()).contains("map of 240 rows", "codes", "principal components");
        Run missing = Run.of("evaluate", model.toString(), "--data", table.toString(), "--reduction", "--label", "x");
        assertThat(missing.err()).contains("has no column 'x' of labels");
    }
}
