package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several autoencoders in one model, from the command line. */
final class MembersOptionTest {
    @TempDir
    static Path models;

    private static Path table;
    private static Path members;
    private static Run trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trains() throws IOException {
        table = Samples.table(models.resolve("rows.csv"));
        members = models.resolve("members.hg");
        trained = train(members, "--members", "3", "--json");
    }

    private static Run train(Path out, String... more) {
        List<String> all = new ArrayList<>(List.of("--hidden", "8", "--epochs", "4"));
        all.addAll(List.of(more));
        return trainBy(out, all);
    }

    private static Run trainBy(Path out, List<String> settings) {
        List<String> all = new ArrayList<>(List.of("train", "--data", table.toString(), "--ignore", "note"));
        all.addAll(List.of("--out", out.toString(), "--force"));
        all.addAll(settings);
        return Run.of(all.toArray(String[]::new));
    }

    private static Run use(String verb, Path model, String... more) {
        List<String> all = new ArrayList<>(List.of(verb, model.toString()));
        all.addAll(List.of(more));
        return Run.of(all.toArray(String[]::new)).done();
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    @Test
    void theSummaryAndInspectTellOfEachMember() {
        JsonObject summary = trained.json();
        JsonArray each = summary.getAsJsonArray("members");
        assertThat(each).hasSize(3);
        double seconds = 0;
        for (int m = 0; m < 3; m++) {
            JsonObject member = each.get(m).getAsJsonObject();
            assertThat(member.keySet())
                    .containsExactly("epochs", "bestEpoch", "stopped", "loss", "validationLoss", "seconds");
            seconds += member.get("seconds").getAsDouble();
        }
        assertThat(each.get(0).getAsJsonObject().get("loss")).isEqualTo(summary.get("loss"));
        assertThat(each.get(1).getAsJsonObject().get("loss")).isNotEqualTo(summary.get("loss"));
        assertThat(summary.get("seconds").getAsDouble()).isCloseTo(seconds, within(1e-9));
        assertThat(trained.err()).contains("member 1/3, epoch 4/4", "member 3/3, epoch 1/4");
        assertThat(use("inspect", members, "--json").json().getAsJsonArray("members"))
                .isEqualTo(each);
        assertThat(use("inspect", members).out())
                .contains("3 members, whose mean counts", "member-3-weights.safetensors");
        assertThat(train(out("again.hg"), "--members", "2").done().out()).contains("2 members, whose mean counts");
        Run single = train(out("single.hg"), "--members", "1").done();
        assertThat(single.out()).doesNotContain("member");
    }

    @Test
    void everyVerbTakesAModelOfMembers() throws IOException {
        String data = table.toString();
        for (String verb : List.of("score", "reconstruct", "impute", "encode")) {
            Path to = out(verb + ".csv");
            use(verb, members, "--data", data, "--out", to.toString());
            assertThat(Files.readAllLines(to)).hasSize(Samples.ROWS + 1);
        }
        use(
                "decode",
                members,
                "--codes",
                out("encode.csv").toString(),
                "--out",
                out("decode.csv").toString());
        assertThat(out("decode.csv")).isNotEmptyFile();
        assertThat(Files.readString(out("decode.csv"))).isNotEqualTo(Files.readString(out("reconstruct.csv")));
        assertThat(use("evaluate", members, "--data", data, "--json")
                        .json()
                        .get("loss")
                        .getAsDouble())
                .isPositive();
        assertThat(use("search", members, "--data", data, "--query-row", "3").out())
                .isNotEmpty();
    }

    @Test
    void exportsHoldAllMembers() throws IOException {
        Path weights = out("w.safetensors");
        use("export", members, "--safetensors", weights.toString());
        Path again = out("again.hg");
        Run.of("import", weights.toString(), "--like", members.toString(), "--out", again.toString())
                .done();
        assertThat(Hourglass.open(again).ensemble().members().get(2).weights())
                .isEqualTo(Hourglass.open(members).ensemble().members().get(2).weights());
        use("export", members, "--onnx", out("onnx").toString());
        Path single = out("single.hg");
        train(single).done();
        use("export", single, "--onnx", out("single").toString());
        for (String graph : List.of("reconstruct.onnx", "score.onnx")) { // which share the preparation
            assertThat(Files.size(out("onnx").resolve(graph)))
                    .isGreaterThan(3 * Files.size(out("single").resolve(graph)) / 2);
        }
        use("export", members, "--java-jar", out("s.jar").toString(), "--class", "com.acme.Scorer");
        assertThat(out("s.jar")).isNotEmptyFile();
    }

    @Test
    void theReportSaysWhatIsTheMeanAndWhatTheFirstOnes() throws IOException {
        Path page = out("report.html");
        train(out("m.hg"), "--members", "2", "--report", page.toString()).done();
        assertThat(Files.readString(page))
                .contains(
                        "There are 2 of it", "the mean of 2 networks, each with such a code", "2, from seeds in a row");
    }

    @Test
    void aLabelIsRefusedBesideMembers() {
        Run run = train(out("told.hg"), "--members", "2", "--label", "colour");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("--members", "--label");
        assertThat(out("told.hg")).doesNotExist();
    }

    @Test
    void aMemberThatDivergesIsNamed() {
        String wild = "--members 2 --optimizer sgd --rate 5e6 --schedule constant --hidden none --epochs 50 --batch 216"
                + " --patience 0";
        Run run = trainBy(out("wild.hg"), List.of(wild.split(" ", -1)));
        assertThat(run.status()).isEqualTo(ExitStatus.DIVERGED);
        assertThat(run.err()).contains("diverged in epoch", "of the first of 2 members, was kept in " + out("wild.hg"));
    }
}
