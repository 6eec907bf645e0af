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

    @Test
    void weightsGoOutAndComeBackThroughFiles() throws IOException {
        Path model = Path.of("../hourglass-data/src/test/resources/golden/model-v1.hg");
        for (String name : new String[] {"--safetensors w.safetensors", "--numpy w.npz"}) {
            String[] words = name.split(" ", -1);
            String weights = folder.resolve(words[1]).toString();
            String back = folder.resolve(words[1] + ".hg").toString();
            Run.of("export", model.toString(), words[0], weights).done();
            Run.of("import", weights, "--like", model.toString(), "--out", back).done();
            assertThat(Files.size(Path.of(back))).isEqualTo(Files.size(model));
            Run without = Run.of("import", weights, "--out", back, "--force");
            assertThat(without.status()).isEqualTo(ExitStatus.CALLER);
            assertThat(without.err()).contains("--like");
        }
    }

    @Test
    void onnxGoesOutAndAChainComesIn() throws IOException {
        Path series = Path.of("../hourglass-data/src/test/resources/golden/series-gru-v1.hg");
        Path onnx = folder.resolve("onnx");
        Run run = Run.of("export", series.toString(), "--onnx", onnx.toString()).done();
        assertThat(run.err()).contains("score.onnx was not written");
        assertThat(onnx.resolve("reconstruct.onnx")).exists();
        assertThat(Run.of("export", series.toString(), "--onnx", onnx.toString())
                        .status())
                .isEqualTo(ExitStatus.CALLER);
        Path chain = Path.of("../hourglass-interop/src/test/resources/io/hourglass/interop/onnx/images.onnx");
        Run.of("import", chain.toString(), "--out", folder.resolve("m.hg").toString())
                .done();
        Run branch = Run.of(
                "import",
                onnx.resolve("encoder.onnx").toString(),
                "--out",
                folder.resolve("n.hg").toString());
        assertThat(branch.status()).isEqualTo(ExitStatus.DATA);
        assertThat(folder.resolve("n.hg")).doesNotExist();
    }

    @Test
    void aJarNeedsTheNameOfItsClass() {
        String model = "../hourglass-data/src/test/resources/golden/model-v1.hg";
        Run run = Run.of("export", model, "--java-jar", folder.resolve("s.jar").toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("--class");
        assertThat(Run.of("export", model).status()).isEqualTo(ExitStatus.CALLER);
    }

    @Test
    void aTrainingIsWrittenDown() throws IOException {
        Path board = folder.resolve("board");
        Path log = folder.resolve("log.jsonl");
        Run.of(
                        "train",
                        "--data",
                        rows(4, 60).toString(),
                        "--out",
                        folder.resolve("m.hg").toString(),
                        "--epochs",
                        "3",
                        "--tensorboard",
                        board.toString(),
                        "--log",
                        log.toString())
                .done();
        assertThat(Files.readAllLines(log)).hasSize(3);
        assertThat(board.resolve("codes.tsv")).exists();
        assertThat(board.resolve("projector_config.pbtxt")).exists();
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
