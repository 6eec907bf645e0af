package io.hourglass.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.distribution.Shell.Outcome;
import io.hourglass.distribution.Shell.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a clone, in a small clone of its own whose Maven makes a program that prints its arguments. */
@DisabledOnOs(OS.WINDOWS)
final class CloneLauncherTest {
    private static final String BUILDING = "hourglass: building (once, about a minute)…";

    /** Counts its runs, takes a moment and makes the program, or fails when the test says so. */
    private static final String MAVEN = """
            echo run >>runs
            echo "on stdout, which must stay out of the way"
            [ -f broken ] && { echo '[ERROR] no such symbol'; exit 1; }
            sleep 0.3
            made=hourglass-cli/target/hourglass-1.2
            mkdir -p $made/bin
            printf '#!/bin/sh\\nprintf "%%s|" "$@"\\ncat\\nexit 4\\n' >$made/bin/hourglass
            chmod +x $made/bin/hourglass
            : >$made.tar.gz
            """;

    @TempDir
    private Path folder;

    private Path clone;

    @BeforeEach
    void clones() throws IOException {
        clone = folder.resolve("my clone");
        Shell.script(clone.resolve("hourglass"), Files.readString(Path.of("../hourglass")));
        Shell.script(folder.resolve("tools/mvn"), MAVEN);
        Files.writeString(clone.resolve("pom.xml"), "<project>\n  <version>1.2</version>\n</project>\n");
        for (String module : List.of("hourglass-core", "hourglass-cli", "hourglass-bench")) {
            Files.createDirectories(clone.resolve(module + "/src/main/java"));
            Files.createDirectories(clone.resolve(module + "/src/test/java"));
            Files.writeString(clone.resolve(module + "/pom.xml"), "<project/>\n");
            Files.writeString(clone.resolve(module + "/src/main/java/A.java"), "class A {}\n");
        }
    }

    @Test
    void theFirstRunBuildsAndTheNextDoesNot() throws Exception {
        Outcome first = launch("--data", "a b", "");
        assertThat(first.errors().lines()).containsExactly(BUILDING);
        assertThat(first.output()).isEqualTo("--data|a b||");
        assertThat(first.status()).isEqualTo(4);
        Outcome second = launch("x");
        assertThat(second).isEqualTo(new Outcome(4, "x|", ""));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aNewerSourceIsBuiltAndANewerTestOrBenchmarkIsNot() throws Exception {
        launch();
        touch("hourglass-core/src/test/java/ATest.java");
        touch("hourglass-bench/src/main/java/A.java");
        touch("notes.txt");
        assertThat(launch().errors()).isEmpty();
        int built = 1;
        for (String file : List.of("hourglass-core/src/main/java/A.java", "hourglass-cli/pom.xml", "pom.xml")) {
            touch(file);
            assertThat(launch().errors()).as(file).contains(BUILDING);
            assertThat(builds()).isEqualTo(++built);
            assertThat(launch().errors()).isEmpty();
        }
        Files.delete(clone.resolve("hourglass-core/src/main/java/A.java"));
        assertThat(launch().errors()).as("a deleted source").contains(BUILDING);
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLogAndKeepsIt() throws Exception {
        touch("broken");
        Outcome outcome = launch();
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).contains("[ERROR] no such symbol", "the build failed; its whole log is");
        assertThat(clone.resolve("target/build.log")).content().contains("no such symbol");
        Files.delete(clone.resolve("broken"));
        assertThat(launch().status()).isEqualTo(4);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Run one = start("one");
        Run two = start("two");
        assertThat(one.outcome().output()).isEqualTo("one|");
        assertThat(two.outcome().output()).isEqualTo("two|");
        assertThat(builds()).isEqualTo(1);
        assertThat(Files.exists(clone.resolve("target/build.lock"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void theLockOfAProcessThatDiedIsTaken() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(clone.resolve("target"));
        Files.createSymbolicLink(clone.resolve("target/build.lock"), Path.of(Long.toString(dead.pid())));
        assertThat(launch("x").output()).isEqualTo("x|");
    }

    @Test
    void aLinkToItWorksFromAnyFolderAndStandardInputIsTheProgrammes() throws Exception {
        launch();
        Files.createSymbolicLink(folder.resolve("tools/hg"), Path.of("../my clone/hourglass"));
        Outcome outcome = Shell.run(
                Path.of("/"),
                environment(),
                List.of("sh", "-c", "printf 'a,b' | '" + folder.resolve("tools/hg") + "' -"));
        assertThat(outcome).isEqualTo(new Outcome(4, "-|a,b", ""));
    }

    @Test
    void withoutMavenItSaysWhatIsMissing() throws Exception {
        Path tools = Shell.onlyTools(
                folder.resolve("bare"), "dirname", "readlink", "sed", "find", "head", "mkdir", "ln", "rm");
        Outcome outcome = Shell.run(
                clone,
                Map.of("PATH", tools.toString()),
                List.of("/bin/sh", clone.resolve("hourglass").toString()));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.errors()).contains("needs Maven 3.8 or later", "no mvn on the PATH");
    }

    private Outcome launch(String... arguments) throws Exception {
        return start(arguments).outcome();
    }

    private Run start(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(clone.resolve("hourglass").toString()));
        command.addAll(List.of(arguments));
        return Shell.start(clone, environment(), command);
    }

    private Map<String, String> environment() {
        return Map.of("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
    }

    private void touch(String file) throws IOException {
        Path path = clone.resolve(file);
        Files.write(path, Files.exists(path) ? Files.readAllBytes(path) : new byte[1]);
    }

    private long builds() throws IOException {
        return Files.readAllLines(clone.resolve("runs")).size();
    }
}
