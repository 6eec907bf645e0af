package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.plan.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples run as they stand, and every kind has one. */
final class ExamplesTest {
    @TempDir
    private Path folder;

    /** The words of a command that learns no longer than a test needs, and writes folders where the test does. */
    private List<String> words(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        int epochs = words.indexOf("--epochs");
        if (epochs > 0) {
            words.set(epochs + 1, "1");
            words.addAll(List.of("--batch", "256"));
        }
        int out = words.indexOf("--out");
        if (out > 0 && !words.get(out + 1).contains(".")) {
            words.set(out + 1, folder.resolve(words.get(out + 1)).toString());
        }
        return words;
    }

    @Test
    void everyExampleRuns() throws IOException {
        List<String> commands = CommandPage.read("docs/examples.md").commands();
        assertThat(commands).hasSizeGreaterThan(40).allMatch(command -> command.startsWith("./hourglass "));
        for (String command : commands) {
            CommandPage.run(words(command), folder);
        }
        assertThat(folder.resolve("new-clothes")).isNotEmptyDirectory();
        assertThat(folder.resolve("filled.csv")).isNotEmptyFile();
    }

    @Test
    void everyKindHasAnExample() throws IOException {
        CommandPage page = CommandPage.read("docs/examples.md");
        String commands = String.join("\n", page.commands());
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PLAIN
                    && kind != Kind.BATCH_TOPK) { // the one needs no word, the other is top-k over a batch
                assertThat(commands).contains("--kind " + kind + " ");
            }
        }
        assertThat(commands)
                .contains(
                        "--tied",
                        "--hidden none",
                        "--pretrain layerwise",
                        "--conv",
                        "--recurrent",
                        "--trim",
                        "--label");
        assertThat(page.links())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).exists());
    }
}
