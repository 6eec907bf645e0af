package io.hourglass.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.distribution.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's launcher, with a JVM that only prints what it was given, one argument a line. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
    private static final Path LAUNCHER = Path.of("src/main/distribution/bin/hourglass");
    private static final String PRINTING = "for argument in \"$@\"; do echo \"$argument\"; done; exit 5";

    @TempDir
    private Path folder;

    private Path launcher;

    @BeforeEach
    void installs() throws IOException {
        launcher = folder.resolve("a place/bin/hourglass");
        Shell.script(launcher, Files.readString(LAUNCHER));
    }

    @Test
    void argumentsAndStatusPassUnchanged() throws Exception {
        Outcome outcome = launch(jdk("17.0.15"), Map.of(), "train", "--data", "a b*.csv", "", "$HOME");
        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output().lines().toList())
                .endsWith("io.hourglass.cli.Main", "train", "--data", "a b*.csv", "", "$HOME")
                .contains(folder.toRealPath().resolve("a place/lib/*").toString(), "-Dhourglass.stderr.terminal=false");
    }

    @Test
    void unsafeMemoryIsAllowedOnlyWhereTheJvmKnowsTheOption() throws Exception {
        String option = "--sun-misc-unsafe-memory-access=allow";
        assertThat(launch(jdk("23.0.1"), Map.of()).output().lines()).doesNotContain(option);
        assertThat(launch(jdk("24"), Map.of()).output().lines()).contains(option);
        assertThat(launch(jdk("25.0.3"), Map.of()).output().lines())
                .contains(option, "--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void optionsForTheJvmComeFromTheEnvironment() throws Exception {
        var options = Map.of("JAVA_OPTS", "-Xmx1g -Da=*", "HOURGLASS_JAVA_OPTIONS", "-Xmx2g");
        List<String> lines = launch(jdk("17"), options).output().lines().toList();
        assertThat(lines).containsSubsequence("-Xmx1g", "-Da=*", "-Xmx2g", "io.hourglass.cli.Main");
    }

    @Test
    void anOldJavaIsRefusedWithItsVersion() throws Exception {
        for (String version : List.of("1.8.0_402", "11.0.22", "16")) {
            Outcome outcome = launch(jdk(version), Map.of());
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.output()).isEmpty();
            assertThat(outcome.errors())
                    .matches("hourglass: Java 17 or later is needed, but .*/bin/java is Java (8|11|16)\n");
        }
    }

    @Test
    void aJavaWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
        Path home = folder.resolve("bare");
        Shell.script(
                home.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"21.0.2\" 2024-01-16' >&2; exit; fi",
                PRINTING);
        assertThat(launch(home, Map.of()).status()).isEqualTo(5);
    }

    @Test
    void aMissingJavaIsSaid() throws Exception {
        Outcome wrong = launch(folder.resolve("nowhere"), Map.of());
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.errors()).contains("JAVA_HOME is", "nowhere", "Java 17 or later is needed");
        Path tools = Shell.onlyTools(folder.resolve("bare"), "dirname", "readlink", "sed", "head");
        Outcome none = Shell.run(folder, Map.of("PATH", tools.toString()), List.of("/bin/sh", launcher.toString()));
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.errors()).contains("there is no java on the PATH and JAVA_HOME is not set");
    }

    @Test
    void linksToTheLauncherAndToJavaAreFollowed() throws Exception {
        Path java = jdk("25").resolve("bin/java");
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("java"), java);
        Files.createSymbolicLink(tools.resolve("hourglass"), Path.of("../a place/bin/hourglass"));
        Outcome outcome = Shell.run(folder, Map.of("PATH", tools + ":/usr/bin:/bin"), List.of("tools/hourglass"));
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output().lines())
                .contains("--sun-misc-unsafe-memory-access=allow")
                .contains(folder.toRealPath().resolve("a place/lib/*").toString());
    }

    private Path jdk(String version) throws IOException {
        Path home = folder.resolve("jdk " + version);
        Shell.script(home.resolve("bin/java"), PRINTING);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Outcome launch(Path home, Map<String, String> variables, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("JAVA_HOME", home.toString());
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(folder, environment, command);
    }
}
