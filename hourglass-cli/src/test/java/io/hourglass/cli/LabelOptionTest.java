package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores measured by a column of zeros and ones that was ignored in training. */
final class LabelOptionTest {
    @TempDir
    private static Path folder;

    private static Path table;
    private static Path model;

    /** The sample table with a column of whether the weight is far from what the height tells. */
    @BeforeAll
    static void trains() throws IOException {
        List<String> lines = Files.readAllLines(Samples.table(folder.resolve("plain.csv")));
        StringBuilder text = new StringBuilder(lines.get(0)).append(",strange\n");
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            boolean strange = row % 12 == 0;
            cells[1] = strange ? "180" : cells[1];
            String label = row == 5 ? "" : strange ? "1" : "0";
            text.append(String.join(",", cells)).append(',').append(label).append('\n');
        }
        table = Files.writeString(folder.resolve("rows.csv"), text);
        model = folder.resolve("model.hg");
        Run.of("train", "--data", table.toString(), "--out", model.toString(), "--ignore", "strange", "--epochs", "10")
                .done();
    }

    @Test
    void scoresAreMeasuredByAColumnThatWasIgnored() {
        JsonObject object = evaluate("strange", "--json").done().json();
        double auroc = object.get("auroc").getAsDouble();
        JsonArray interval = object.getAsJsonObject("intervals").getAsJsonArray("auroc");
        assertThat(auroc).isGreaterThan(0.9);
        assertThat(auroc)
                .isBetween(interval.get(0).getAsDouble(), interval.get(1).getAsDouble());
        assertThat(object.get("auprc").getAsDouble()).isGreaterThan(0.5);
        assertThat(object.get("labelled").getAsLong()).isEqualTo(Samples.ROWS - 1);
        assertThat(object.get("rows").getAsLong()).isEqualTo(Samples.ROWS);
        assertThat(evaluate("strange").done().out()).contains("auroc", "auprc", "95 % interval", "239 labelled rows");
    }

    @Test
    void theAreaIsThatOfTheScoresThatAreWritten() throws IOException {
        Path scores = folder.resolve("scores.csv");
        Run.of("score", model.toString(), "--data", table.toString(), "--out", scores.toString())
                .done();
        List<String> scored = Files.readAllLines(scores);
        List<String> rows = Files.readAllLines(table);
        double pairs = 0;
        double won = 0;
        for (int i = 1; i < rows.size(); i++) {
            for (int j = 1; rows.get(i).endsWith(",1") && j < rows.size(); j++) {
                if (rows.get(j).endsWith(",0")) {
                    int order = Double.compare(score(scored.get(i)), score(scored.get(j)));
                    pairs++;
                    won += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                }
            }
        }
        assertThat(evaluate("strange", "--json").done().json().get("auroc").getAsDouble())
                .isCloseTo(won / pairs, within(1e-9));
    }

    @Test
    void aLabelThatWasLearntOrHasOtherValuesIsRefusedWithTheWayOut() {
        assertThat(evaluate("paid").err()).contains("'paid'", "--ignore paid");
        assertThat(evaluate("note").err()).contains("'note'", "zeros and ones");
        assertThat(evaluate("weigth").err()).contains("no column 'weigth'");
    }

    private static double score(String line) {
        return Double.parseDouble(line.split(",", -1)[1]);
    }

    private static Run evaluate(String label, String... more) {
        List<String> words =
                new ArrayList<>(List.of("evaluate", model.toString(), "--data", table.toString(), "--label", label));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }
}
