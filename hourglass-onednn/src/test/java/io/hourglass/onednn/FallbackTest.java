package io.hourglass.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What happens where the library is missing: another JVM is started without parts of it. */
class FallbackTest {
    /** Opens the engine of a name, and prints what is said on the way. */
    static final class Program {
        public static void main(String[] arguments) {
            List<String> said = new ArrayList<>();
            try (Engine engine = Engines.open(arguments[0], 1, said::add)) {
                said.add("got " + engine.name());
            } catch (IllegalArgumentException e) {
                said.add(e.getMessage());
            }
            said.forEach(System.out::println);
        }
    }

    private static String run(String engine, Predicate<String> kept) throws IOException, InterruptedException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(kept)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("--enable-native-access=ALL-UNNAMED"); // with the next one, what the launchers pass
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", path, Program.class.getName(), engine));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    private static boolean isNative(String entry) {
        return entry.matches(".*(dnnl|javacpp|opencl)-.*-(linux|macosx|windows)-.*\\.jar");
    }

    @Test
    void withoutTheNativeLibraryAutoSaysWhyInOneLineAndUsesJava() throws Exception {
        assertThat(run("auto", entry -> !isNative(entry)).lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("engine onednn does not work here: the native library of oneDNN does not"
                                        + " load (no jni"),
                        line -> assertThat(line).isEqualTo("engine java, 1 thread"),
                        line -> assertThat(line).isEqualTo("got java"));
    }

    @Test
    void withoutTheBindingAutoSaysWhyInOneLineAndUsesJava() throws Exception {
        assertThat(run("auto", entry -> !entry.matches(".*(dnnl|javacpp|opencl)-[0-9.]+.*\\.jar"))
                        .lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("engine onednn does not work here: "),
                        line -> assertThat(line).isEqualTo("engine java, 1 thread"),
                        line -> assertThat(line).isEqualTo("got java"));
    }

    @Test
    void askedForByNameItSaysWhyItDoesNotWork() throws Exception {
        assertThat(run("onednn", entry -> !isNative(entry)))
                .startsWith(
                        "the engine 'onednn' does not work here: the native library of oneDNN does not load (no jni")
                .endsWith("; the engine 'java' works everywhere");
    }
}
