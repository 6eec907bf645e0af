package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a reader to type works. */
final class ReadmeTest {
    @TempDir
    private Path folder;

    private CommandPage readme;

    @BeforeEach
    void reads() throws IOException {
        readme = CommandPage.read("README.md");
    }

    @Test
    void everyCommandRuns() {
        List<String> done = new ArrayList<>();
        for (String command : readme.commands()) {
            String[] words = command.split(" ", -1);
            if (command.equals("./hourglass demo")) {
                assertThat(DemoSample.get().status()).isEqualTo(ExitStatus.DONE);
            } else if (words[0].equals("./hourglass")) {
                CommandPage.run(List.of(words), folder);
            } else {
                assertThat(command).as("the test command").isEqualTo("mvn -B verify");
            }
            done.add(words[0]);
        }
        assertThat(done).hasSize(9).contains("mvn");
        assertThat(folder.resolve("people-again.csv"))
                .hasSameBinaryContentAs(Path.of(CommandPage.placed("hourglass-demo/data/people.csv", folder)));
        assertThat(folder.resolve("back.csv")).isNotEmptyFile();
    }

    @Test
    void theTestCommandIsWhatAChangeMustPass() throws IOException {
        assertThat(Files.readString(CommandPage.ROOT.resolve(".ci/run"))).contains("mvn -B -ntp verify");
    }

    @Test
    void everyPieceOfJavaCompilesAndRuns() throws Exception {
        List<String> pieces = Pattern.compile("(?s)```java\n(.*?)```")
                .matcher(readme.text())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(pieces).hasSize(2);
        for (int i = 0; i < pieces.size(); i++) {
            runs("Piece" + i, pieces.get(i));
        }
        assertThat(folder.resolve("people.hg")).isNotEmptyFile();
    }

    private void runs(String name, String piece) throws Exception {
        String imports =
                piece.lines().filter(line -> line.startsWith("import ")).reduce("", (all, line) -> all + line + "\n");
        String body =
                piece.lines().filter(line -> !line.startsWith("import ")).reduce("", (all, line) -> all + line + "\n");
        String moved = Pattern.compile("\"([^\"]*)\"")
                .matcher(body)
                .replaceAll(text -> java.util.regex.Matcher.quoteReplacement(
                        "\"" + CommandPage.placed(text.group(1), folder) + "\""));
        Path source = folder.resolve(name + ".java");
        Files.writeString(
                source,
                imports + "public class " + name + " { public static void main(String[] a) {\n" + moved + "} }\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
        assertThat(failed).as(piece).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }

    @Test
    void theTableOfVerbsHasThoseThatThereAre() {
        Set<String> told = new TreeSet<>();
        readme.text()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[1])
                .forEach(cell -> Pattern.compile("`([a-z]+)`")
                        .matcher(cell)
                        .results()
                        .map(match -> match.group(1))
                        .forEach(told::add));
        Set<String> there = new TreeSet<>();
        for (Verb verb : Main.verbs()) {
            there.add(verb.getClass()
                    .getAnnotation(picocli.CommandLine.Command.class)
                    .name());
        }
        assertThat(told).isEqualTo(there);
    }

    @Test
    void everyLinkLeadsToAFile() {
        assertThat(readme.links())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).exists());
    }
}
