package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A reader written from {@code docs/format/model.md} with NumPy alone makes of the kept models what we make of them. Skipped, and said so,
 * where python3 or NumPy is missing; with {@code CI=true} that is a failure.
 */
class PythonReadsModelsTest {
    private static final Path READER = Path.of("src/test/resources/io/hourglass/read_model.py");
    private static final Set<String> NUMBERS = Set.of("prepared", "code", "output", "told", "score");
    private static final double CLOSE = 1e-5;

    @BeforeAll
    static void numpyIsThere() throws InterruptedException {
        String reason;
        try {
            reason = run("-c", "import numpy");
        } catch (IOException e) {
            reason = e.getMessage();
        }
        if (!reason.isEmpty()) {
            System.err.println("SKIPPED: whether Python reads models was not tested: " + reason);
            if ("true".equals(System.getenv("CI"))) {
                fail("with CI=true python3 with numpy is needed: " + reason);
            }
            abort("python3 with numpy");
        }
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "python3";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.strip();
    }

    @ParameterizedTest
    @MethodSource("io.hourglass.GoldenModel#stream")
    void whatTheDocumentSaysIsWhatTheModelDoes(GoldenModel golden) throws Exception {
        List<String> found = run(READER.toString(), golden.file().toString(), golden.data("rows"))
                .lines()
                .toList();
        List<String> kept = golden.kept().stream()
                .filter(line -> NUMBERS.contains(line.substring(0, line.indexOf(' '))))
                .toList();
        assertThat(found).as(String.join("\n", found)).hasSameSizeAs(kept);
        for (int i = 0; i < kept.size(); i++) {
            String[] expected = kept.get(i).split(" ", -1);
            String[] values = found.get(i).split(" ", -1);
            assertThat(values).as(found.get(i)).hasSameSizeAs(expected);
            assertThat(values[0]).isEqualTo(expected[0]);
            for (int k = 1; k < values.length; k++) {
                compare(values[k], value(expected[k]), found.get(i));
            }
        }
    }

    private static double value(String bits) {
        return bits.length() == 8
                ? Float.intBitsToFloat(Integer.parseUnsignedInt(bits, 16))
                : Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    }

    private static void compare(String found, double expected, String line) {
        double value = found.equals("nan") ? Double.NaN : Double.parseDouble(found);
        if (Double.isNaN(expected)) {
            assertThat(value).as(line).isNaN();
        } else {
            assertThat(value).as(line).isCloseTo(expected, within(CLOSE * Math.max(1, Math.abs(expected))));
        }
    }
}
