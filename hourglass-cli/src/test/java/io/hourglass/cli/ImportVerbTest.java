package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportVerbTest {
    private static final Path KEPT = Path.of("../hourglass-interop/src/test/resources/io/hourglass/interop/keras");

    @TempDir
    Path folder;

    @Test
    void anImportedModelWorksInEveryVerb() throws IOException {
        String model = folder.resolve("m.hg").toString();
        String rows = rows(12, 30).toString();
        Run imported = Run.of("import", KEPT.resolve("values.h5").toString(), "--out", model, "--data", rows, "--json");
        assertThat(imported.done().json().get("code").getAsInt()).isEqualTo(3);
        assertThat(Run.of("evaluate", model, "--data", rows, "--json")
                        .done()
                        .json()
                        .get("squaredErrorPerRow")
                        .getAsDouble())
                .isPositive();
        String codes = folder.resolve("codes.csv").toString();
        Run.of("encode", model, "--data", rows, "--out", codes).done();
        assertThat(Files.readAllLines(Path.of(codes))).hasSize(31).startsWith("c0,c1,c2");
        for (String verb : new String[] {"reconstruct", "denoise", "score"}) {
            Run.of(
                            verb,
                            model,
                            "--data",
                            rows,
                            "--out",
                            folder.resolve(verb + ".csv").toString())
                    .done();
        }
        Run.of(
                        "decode",
                        model,
                        "--codes",
                        codes,
                        "--out",
                        folder.resolve("back.csv").toString())
                .done();
        assertThat(Files.readString(folder.resolve("back.csv")))
                .isEqualTo(Files.readString(folder.resolve("reconstruct.csv")));
        assertThat(Run.of("inspect", model).done().out()).contains("values.h5");
        assertThat(Run.of("search", model, "--data", rows, "--query-row", "3")
                        .done()
                        .out())
                .isNotEmpty();
    }

    @Test
    void seriesAreTakenAsWindows() throws IOException {
        String model = folder.resolve("m.hg").toString();
        String rows = rows(3, 40).toString();
        Run.of("import", KEPT.resolve("steps.h5").toString(), "--out", model).done();
        Path scores = folder.resolve("scores.csv");
        Run.of("score", model, "--data", rows, "--out", scores.toString()).done();
        assertThat(Files.readAllLines(scores)).hasSize(41);
    }

    @Test
    void whatIsWrongIsToldWithItsStatusAndNothingIsWritten() throws IOException {
        Path out = folder.resolve("m.hg");
        byte[] whole = Files.readAllBytes(KEPT.resolve("images.h5"));
        Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(Run.of("import", cut.toString(), "--out", out.toString()).status())
                .isEqualTo(ExitStatus.CORRUPT);
        Path text = Files.writeString(folder.resolve("a.h5"), "text");
        assertThat(Run.of("import", text.toString(), "--out", out.toString()).status())
                .isEqualTo(ExitStatus.CORRUPT);
        assertThat(Run.of("import", "nowhere.keras", "--out", out.toString()).status())
                .isEqualTo(ExitStatus.DATA);
        Run other = Run.of(
                "import", KEPT.resolve("images.h5").toString(), "--out", out.toString(), "--code-layer", "middle");
        assertThat(other.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(other.err()).contains("'middle'").contains("encoder/conv2d");
        assertThat(out).doesNotExist();
    }

    /** Rows of numbers under the names that a .npy's columns have. */
    private Path rows(int width, int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int r = -1; r < count; r++) {
            for (int i = 0; i < width; i++) {
                text.append(i == 0 ? "" : ",")
                        .append(r < 0 ? "x" + i : String.valueOf((r * 37 + i * 11) % 100 / 100.0 + 0.005));
            }
            text.append('\n');
        }
        return Files.writeString(folder.resolve("rows.csv"), text);
    }
}
