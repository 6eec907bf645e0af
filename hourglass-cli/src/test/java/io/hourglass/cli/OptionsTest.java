package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The options of all verbs together. */
final class OptionsTest {
    @Test
    void everyOptionIsUsedByATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/io/hourglass/cli"))) {
            for (Path file : files.toList()) {
                tests.append(Files.readString(file));
            }
        }
        List<String> unused = new ArrayList<>();
        for (Verb verb : Main.verbs()) {
            for (OptionSpec option : new CommandLine(verb).getCommandSpec().options()) {
                if (!tests.toString().contains("\"" + option.longestName())
                        && !tests.toString().contains(" " + option.longestName() + " ")) {
                    unused.add(option.longestName());
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void everyDefaultIsThatOfAnOption() {
        Set<String> names = new TreeSet<>();
        for (Verb verb : Main.verbs()) {
            new CommandLine(verb).getCommandSpec().options().forEach(option -> names.add(option.longestName()));
        }
        assertThat(names).containsAll(new Defaults().names());
    }

    @Test
    void theHelpOfTrainGroupsItsOptionsAndShowsEveryDefault() {
        String help = Run.of("train", "--help").done().out();
        assertThat(help)
                .containsSubsequence(
                        "Options:\n", "Data:\n", "Network:\n", "Kind:\n", "Training:\n", "Machine:\n", "General:\n");
        for (String option : new String[] {"--code", "--epochs", "--schedule", "--rate", "--hidden", "--scale"}) {
            assertThat(shown(help, option)).as(option).contains("Default: auto");
        }
        assertThat(shown(help, "--validation")).contains("Default: 0.1");
        assertThat(shown(help, "--activation")).contains("Default: relu");
        assertThat(shown(help, "--kind")).contains("Default: plain");
        assertThat(shown(help, "--optimizer")).contains("Default: adam");
        assertThat(shown(help, "--patience")).contains("Default: 10");
        assertThat(shown(help, "--seed")).contains("Default: 42");
        assertThat(shown(help, "--on-bad-row")).contains("Default: fail");
        assertThat(shown(help, "--threads")).contains("Default: all processors");
        assertThat(help).doesNotContain("null", "[]", "Infinity", "Default: false");
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    }

    private static String shown(String help, String option) {
        String rest = help.substring(help.indexOf(" " + option + "=") + 1);
        int next = rest.indexOf("\n      --");
        return (next < 0 ? rest : rest.substring(0, next)).replaceAll("\\s+", " ");
    }
}
