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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a reader to type works. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path folder;

    private String readme;

    @BeforeEach
    void reads() throws IOException {
        readme = Files.readString(ROOT.resolve("README.md"));
    }

    private List<String> commands() {
        return readme.replaceAll("(?s)```java.*?```", "")
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
    }

    /** A file of the demo is that of the demo's test; every other one lies in a folder of this test. */
    private String placed(String word) {
        String demo = "hourglass-demo/";
        if (word.startsWith(demo)) {
            return DemoSample.get()
                    .folder()
                    .resolve(word.substring(demo.length()))
                    .toString();
        }
        return word.matches("[a-z-]+\\.(hg|hgz|csv|html|png)")
                ? folder.resolve(word).toString()
                : word;
    }

    @Test
    void everyCommandRuns() {
        List<String> done = new ArrayList<>();
        for (String command : commands()) {
            String[] words = command.split(" ", -1);
            if (command.equals("./hourglass demo")) {
                assertThat(DemoSample.get().status()).isEqualTo(ExitStatus.DONE);
            } else if (words[0].equals("./hourglass")) {
                List<String> arguments = List.of(words).subList(1, words.length).stream()
                        .map(this::placed)
                        .toList();
                Run.of(arguments.toArray(new String[0])).done();
            } else {
                assertThat(command).as("the test command").isEqualTo("mvn -B verify");
            }
            done.add(words[0]);
        }
        assertThat(done).hasSize(9).contains("mvn");
        assertThat(folder.resolve("people-again.csv"))
                .hasSameBinaryContentAs(Path.of(placed("hourglass-demo/data/people.csv")));
        assertThat(folder.resolve("back.csv")).isNotEmptyFile();
    }

    @Test
    void theTestCommandIsWhatAChangeMustPass() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("mvn -B -ntp verify");
    }

    @Test
    void everyPieceOfJavaCompilesAndRuns() throws Exception {
        List<String> pieces = Pattern.compile("(?s)```java\n(.*?)```")
                .matcher(readme)
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
                .replaceAll(text -> java.util.regex.Matcher.quoteReplacement("\"" + placed(text.group(1)) + "\""));
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
        readme.lines()
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
        List<String> links = Pattern.compile("\\]\\(([^)]+)\\)")
                .matcher(readme)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }
}
