package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
    @TempDir
    private Path folder;

    private Path table;
    private Path model;
    private Path config;

    @BeforeEach
    void makesData() throws IOException {
        table = Samples.table(folder.resolve("rows.csv"));
        model = folder.resolve("m.hg");
        config = folder.resolve("settings.json");
    }

    @Test
    void everyKindOfValueIsAKey() throws IOException {
        JsonObject object =
                train("""
                {"data": "%s", "epochs": 3, "hidden": [16, 8], "code": 2, "tied": true, "activation": "tanh",
                 "rate": 1e-3, "ignore": ["when", "paid"], "validation": 0.5, "kind": "denoising", "noise": "swap:0.2"}
                """.formatted(table), "--out", model.toString(), "--json").json();
        assertThat(object.get("epochs").getAsInt()).isEqualTo(3);
        assertThat(object.get("code").getAsInt()).isEqualTo(2);
        assertThat(object.get("validationRows").getAsInt()).isEqualTo(120);
        var plan = Hourglass.open(model).provenance().plan();
        assertThat(plan.network().hidden().orElseThrow()).containsExactly(16, 8);
        assertThat(plan.network().tied()).isTrue();
        assertThat(plan.network().activation()).hasToString("TANH");
        assertThat(plan.learning().rate()).contains(1e-3f);
        assertThat(Hourglass.open(model).schema().names()).containsExactly("height", "weight", "colour");
    }

    @Test
    void theCommandLineWins() throws IOException {
        String text = "{\"epochs\": 5, \"tied\": true, \"hidden\": \"8\"}";
        train(text, "--data", table.toString(), "--out", model.toString(), "--epochs=1", "--tied=false")
                .done();
        assertThat(Hourglass.open(model).history().epochs()).hasSize(1);
        assertThat(Hourglass.open(model).provenance().plan().network().tied()).isFalse();
        train(text, "--data", table.toString(), "--out", model.toString(), "--epochs", "2", "--tied", "--force")
                .done();
        assertThat(Hourglass.open(model).history().epochs()).hasSize(2);
        assertThat(Hourglass.open(model).provenance().plan().network().tied()).isTrue();
        assertThat(Hourglass.open(model).provenance().plan().network().hidden().orElseThrow())
                .containsExactly(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"hiden\": 8}                 | unknown key \"hiden\"; the keys are out,",
                "{\"config\": \"x\"}            | unknown key \"config\"",
                "{\"verbose\": true}            | unknown key \"verbose\"",
                "{\"epochs\": 0}                | key \"epochs\": Invalid value for option '--epochs': training needs at least 1",
                "{\"epochs\": \"many\"}         | key \"epochs\"",
                "{\"epochs\": true}             | key \"epochs\": needed a text, a number or a list of them, got true",
                "{\"epochs\": null}             | key \"epochs\"",
                "{\"epochs\": {\"a\": 1}}       | key \"epochs\"",
                "{\"tied\": \"yes\"}            | key \"tied\": needed true or false, got \"yes\"",
                "{\"activation\": \"relux\"}    | key \"activation\": Invalid value for option '--activation': no activation is",
                "{\"hidden\": [128, \"x\"]}     | key \"hidden\"",
                "{\"engine\": \"cuda\"}         | key \"engine\"",
                "{\"threads\": 0}               | key \"threads\": --threads must be at least 1",
                "{\"time-limit\": \"5\"}        | key \"time-limit\"",
                "[1, 2]                         | must hold a JSON object",
                "{\"epochs\": 1                 | is not JSON",
                "{\"epochs\": 1, \"epochs\": 2} | epochs",
            })
    void whatDoesNotFitIsTheCallersMistakeAndNamed(String text, String words) throws IOException {
        Run run = train(text, "--data", table.toString(), "--out", model.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).startsWith("hourglass: " + config).contains(words);
        assertThat(run.err().lines()).hasSizeBetween(1, 3);
        assertThat(model).doesNotExist();
    }

    @Test
    void aFileThatIsMissingIsTheCallersMistake() {
        Run run = Run.of("train", "--config=" + config, "--data", "x", "--out", "y");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("--config " + config + ": no such file");
        assertThat(Run.of("train", "--config").status()).isEqualTo(ExitStatus.CALLER);
    }

    @Test
    void otherVerbsTakeNone() {
        assertThat(Run.of("score", "m.hg", "--data", "x", "--out", "-", "--config", "x.json")
                        .err())
                .contains("--config");
    }

    private Run train(String text, String... options) throws IOException {
        Files.writeString(config, text);
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"train", "--config", config.toString()}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        return Run.of(all);
    }
}
