package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import de.siegmar.fastcsv.reader.CsvReader;
import io.hourglass.engine.Engine;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kept models and trainings like theirs have the same bits on every JVM: of this JDK with other flags, and of every other JDK from
 * 17 on that lies beside this one or that {@code HOURGLASS_OTHER_JAVA_HOME} (a property or a variable) names.
 */
class SameBitsOnOtherJvmsTest {
    private static final String OTHER = "HOURGLASS_OTHER_JAVA_HOME";
    private static final String INTERPRETED = "-Xint";
    private static final String WITHOUT_AVX = "-XX:UseAVX=0";
    private static final String WITHOUT_INTRINSICS =
            "-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-UseLibmIntrinsic";
    private static final int OLDEST = 17;

    private static List<String> here;

    @BeforeAll
    static void asThisJvmFindsThem() {
        here = SameBitsProgram.digests();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-server", INTERPRETED, WITHOUT_INTRINSICS})
    void thisJdkFindsTheSameWhateverItsFlags(String flags) throws Exception {
        assertThat(digests(Path.of(System.getProperty("java.home")), flags)).isEqualTo(here);
    }

    @Test
    void thisJdkFindsTheSameWithoutAvx() throws Exception {
        assumeTrue(hasAvx(), "a processor that may have AVX");
        assertThat(digests(Path.of(System.getProperty("java.home")), WITHOUT_AVX))
                .isEqualTo(here);
    }

    private static boolean hasAvx() {
        String processor = System.getProperty("os.arch");
        boolean found = Set.of("amd64", "x86_64").contains(processor);
        if (!found) {
            System.err.println("SKIPPED: a processor " + processor + " has no AVX to do without");
        }
        return found;
    }

    @Test
    void otherJdksFindTheSame() throws Exception {
        List<Path> others = otherJdks();
        if (others.isEmpty()) {
            System.err.println("SKIPPED: there is no other JDK beside this one, and " + OTHER + " names none");
        }
        assumeTrue(!others.isEmpty(), "another JDK");
        for (Path home : others) {
            List<String> flags = new ArrayList<>(List.of("-server", INTERPRETED, WITHOUT_INTRINSICS));
            if (hasAvx()) {
                flags.add(WITHOUT_AVX);
            }
            for (String each : flags) {
                assertThat(digests(home, each)).as(home + " " + each).isEqualTo(here);
            }
        }
    }

    private static List<Path> otherJdks() throws IOException {
        String named = System.getProperty(OTHER, System.getenv(OTHER));
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Set<Path> homes = new LinkedHashSet<>();
        if (named != null) {
            homes.add(Path.of(named).toRealPath());
        } else if (own.getParent() != null) {
            try (Stream<Path> beside = Files.list(own.getParent())) {
                for (Path home : beside.sorted().toList()) {
                    homes.add(home.toRealPath());
                }
            }
        }
        return homes.stream()
                .filter(home -> !home.equals(own) && version(home) >= OLDEST)
                .toList();
    }

    /** The major version in a JDK's file {@code release}; 0 if the folder is none that can be started. */
    private static int version(Path home) {
        if (!Files.isExecutable(home.resolve("bin").resolve("java"))) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.matches("JAVA_VERSION=\"[0-9]+.*"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("JAVA_VERSION=\"([0-9]+).*", "$1")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<String> digests(Path home, String flags) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve("java").toString(), "-Xmx256m"));
        command.addAll(List.of(flags.split(" ", -1)));
        command.addAll(List.of("-cp", classPath(), SameBitsProgram.class.getName()));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as(out).isZero();
            return out.lines().toList();
        } finally {
            child.destroyForcibly();
        }
    }

    private static String classPath() throws URISyntaxException {
        Set<String> parts = new LinkedHashSet<>();
        for (Class<?> type :
                List.of(Hourglass.class, SameBitsProgram.class, Engine.class, Gson.class, CsvReader.class)) {
            parts.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, parts);
    }
}
