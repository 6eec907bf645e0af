package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.hourglass.Hourglass;
import io.hourglass.model.Adversarial;
import io.hourglass.model.BatchTopK;
import io.hourglass.model.Binary;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Contractive;
import io.hourglass.model.Masked;
import io.hourglass.model.Sparse;
import io.hourglass.model.SparseRate;
import io.hourglass.model.TopK;
import io.hourglass.model.Variational;
import io.hourglass.model.VectorQuantized;
import io.hourglass.model.Wasserstein;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of autoencoder from the command line: trained, measured, its codes written and read back. */
final class KindVerbsTest {
    @TempDir
    private Path folder;

    private Path table;
    private Path model;

    @BeforeEach
    void writes() throws IOException {
        table = Samples.table(folder.resolve("rows.csv"));
        model = folder.resolve("model.hg");
    }

    private Run train(String options) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--data", table.toString(), "--out", model.toString(), "--epochs", "2", "--force"));
        arguments.addAll(List.of(options.split(" ")));
        return Run.of(arguments.toArray(String[]::new)).done();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("--kind sparse --l1 0.2", new Sparse(0.2f), "sparsity"),
                Arguments.of("--kind sparse --rho 0.1 --beta 2", new SparseRate(0.1f, 2f), "sparsity"),
                Arguments.of("--kind topk --code 6 --k 2", new TopK(2, TopK.USUAL_REVIVAL), "sparsity"),
                Arguments.of("--kind batch-topk+denoising --code 6 --k 2 --beta 0", new BatchTopK(2, 0f), "deadUnits"),
                Arguments.of(
                        "--kind vq --code 6 --codebook 9 --beta 0.5", new VectorQuantized(9, 3, 0.5f), "perplexity"),
                Arguments.of("--kind binary+masked --code 12", new Binary(), "ones"),
                Arguments.of("--kind contractive --beta 0.2", new Contractive(0.2f), ""),
                Arguments.of("--kind wasserstein --beta 5", new Wasserstein(5f), ""),
                Arguments.of("--kind adversarial+masked --beta 5", new Adversarial(5f), "meanOffset"),
                Arguments.of(
                        "--kind variational --beta 0.5 --free-bits 0.2 --warm-up 9",
                        new Variational(0.5f, 0.2f, 9),
                        "divergence"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsTrainedMeasuredAndItsCodesAreReadBack(String options, Bottleneck expected, String measure)
            throws IOException {
        train(options);
        assertThat(Hourglass.open(model).autoencoder().spec().bottleneck()).isEqualTo(expected);
        JsonObject evaluation = Run.of("evaluate", model.toString(), "--data", table.toString(), "--json")
                .json();
        assertThat(evaluation.has("code")).isEqualTo(!measure.isEmpty());
        if (!measure.isEmpty()) {
            assertThat(evaluation.getAsJsonObject("code").get(measure).getAsDouble())
                    .isGreaterThanOrEqualTo(0);
            assertThat(Run.of("evaluate", model.toString(), "--data", table.toString())
                            .done()
                            .out())
                    .contains("code: ");
        }
        Path codes = use("encode", "--data", table);
        assertThat(use("decode", "--codes", codes)).hasSameTextualContentAs(use("reconstruct", "--data", table));
    }

    /** Uses the model on a file; gives the file that it wrote. */
    private Path use(String verb, String option, Path in) {
        Path out = folder.resolve(verb + ".csv");
        Run.of(verb, model.toString(), option, in.toString(), "--out", out.toString())
                .done();
        return out;
    }

    @Test
    void aMaskedOneHidesWhatItIsAskedTo() {
        train("--kind masked --noise masking:0.5");
        assertThat(Hourglass.open(model).autoencoder().spec().corruption()).isEqualTo(new Masked(0.5f, 0.1f));
    }

    @Test
    void aCodeThatIsNoEntryOfTheCodebookIsRefused() throws IOException {
        train("--kind vq --code 6 --codebook 9");
        Path codes = Files.writeString(folder.resolve("bad.csv"), "c0,c1\n1,2\n3,9\n");
        Run run = Run.of("decode", model.toString(), "--codes", codes.toString(), "--out", "-");
        assertThat(run.status()).isEqualTo(ExitStatus.DATA);
        assertThat(run.err()).contains("row 1, column 'c1' is 9.0", "9 entries of the codebook");
    }

    @Test
    void searchFindsTheSameRowAgainAndCountsBitsOfBinaryCodes() throws IOException {
        List<String> lines = Files.readAllLines(table);
        lines.add(lines.get(6)); // row 5 once more
        Files.write(table, lines);
        for (String kind : List.of("binary --code 80", "plain", "vq --code 6")) {
            train("--kind " + kind);
            JsonObject found = Run.of(
                            "search",
                            model.toString(),
                            "--data",
                            table.toString(),
                            "--query-row",
                            "5",
                            "--top",
                            "3",
                            "--json")
                    .json();
            var neighbours = found.getAsJsonArray("neighbours");
            assertThat(neighbours).hasSize(3);
            List<Double> distances = new ArrayList<>();
            neighbours.forEach(
                    each -> distances.add(each.getAsJsonObject().get("distance").getAsDouble()));
            assertThat(distances).isSorted();
            assertThat(distances.get(0)).as(kind).isZero();
            assertThat(kind.startsWith("binary") && distances.get(2) != Math.rint(distances.get(2)))
                    .isFalse();
        }
        Run run = Run.of("search", model.toString(), "--data", table.toString(), "--query-row", "999999");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("no row 999999");
        assertThat(Run.of("search", model.toString(), "--data", table.toString(), "--query-row", "0")
                        .done()
                        .out())
                .contains("row", "distance");
    }

    @Test
    void imputeFillsMissingCellsAndLeavesTheCharactersOfTheOthers() throws IOException {
        train("--kind masked");
        List<String> lines = Files.readAllLines(table);
        List<String> holes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            String note = i == 0 ? "remark" : "n " + i;
            if (i > 0 && i % 3 == 0) {
                cells[i % 5] = "";
            }
            if (i > 0 && i % 3 == 1) {
                cells[0] = "0" + cells[0] + "0"; // no number is written like that
            }
            holes.add(note + "," + String.join(",", cells));
        }
        Path in = Files.write(folder.resolve("holes.csv"), holes);
        Path out = use("impute", "--data", in);
        List<String> filled = Files.readAllLines(out);
        assertThat(filled).hasSameSizeAs(holes);
        for (int i = 0; i < filled.size(); i++) {
            String[] before = holes.get(i).split(",", -1);
            String[] after = filled.get(i).split(",", -1);
            for (int c = 0; c < before.length; c++) {
                if (before[c].isEmpty() && c > 0) {
                    assertThat(after[c]).isNotEmpty();
                } else {
                    assertThat(after[c]).isEqualTo(before[c]);
                }
            }
        }
        assertThat(filled).isNotEqualTo(holes);
    }

    @Test
    void cellsOfAnyTextFileKeepTheirCharacters() throws IOException {
        train("--kind masked");
        String header = "height\tweight\tcolour\tpaid\twhen\n";
        Path tab = Files.writeString(folder.resolve("rows.tab"), header + "0170.00\t\tred\tno\t2024-01-03\n");
        Path out = folder.resolve("filled.tsv");
        Run.of("impute", model.toString(), "--data", tab.toString(), "--out", out.toString())
                .done();
        assertThat(Files.readAllLines(out).get(1)).matches("0170\\.00\t[0-9.]+\tred\tno\t2024-01-03");
    }

    @Test
    void cellsOfATypedFileAreFilledAsTheirTypes() throws IOException {
        train("--kind masked");
        Path typed = Files.writeString(folder.resolve("rows.ndjson"), """
                {"height":170.5,"weight":null,"colour":"red","paid":"no","when":"2024-01-03","more":7}
                {"height":171.25,"weight":70.5,"colour":null,"paid":"yes","when":"2024-01-04","more":8}
                """);
        Path out = folder.resolve("filled.ndjson");
        Run.of("impute", model.toString(), "--data", typed.toString(), "--out", out.toString())
                .done();
        List<JsonObject> rows = Files.readAllLines(out).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(rows.get(0).get("height").getAsDouble()).isEqualTo(170.5);
        assertThat(rows.get(0).get("weight").getAsDouble()).isBetween(40.0, 110.0);
        assertThat(rows.get(0).get("more").getAsInt()).isEqualTo(7);
        assertThat(rows.get(1).get("weight").getAsDouble()).isEqualTo(70.5);
        assertThat(rows.get(1).get("colour").getAsString()).isIn("red", "green", "blue");
    }

    @Test
    void evaluateBoundsHowProbableRowsAre() throws IOException {
        table = Samples.idx(folder.resolve("images.idx"));
        train("--kind variational --likelihood discretised-logistic");
        JsonObject evidence = Run.of("evaluate", model.toString(), "--data", table.toString(), "--iwae", "20", "--json")
                .json()
                .getAsJsonObject("evidence");
        assertThat(evidence.get("iwae").getAsDouble())
                .isGreaterThan(evidence.get("elbo").getAsDouble());
        assertThat(evidence.get("bitsPerValue").getAsDouble()).isBetween(0.0, 16.0);
        assertThat(Run.of("evaluate", model.toString(), "--data", table.toString(), "--iwae", "3")
                        .done()
                        .out())
                .contains("evidence bound", "3 samples", "bits a value");
        train("--kind plain");
        Run refused = Run.of("evaluate", model.toString(), "--data", table.toString(), "--iwae", "3");
        assertThat(refused.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(refused.err()).contains("only a variational");
    }

    @Test
    void anAdversarialOneGeneratesAndAPlainOneSaysWhatWould() throws IOException {
        train("--kind adversarial");
        Path rows = folder.resolve("new.csv");
        Run.of("generate", model.toString(), "--rows", "7", "--out", rows.toString())
                .done();
        assertThat(Files.readAllLines(rows)).hasSize(8);
        train("--kind plain");
        Run refused = Run.of("generate", model.toString(), "--rows", "7", "--out", "-");
        assertThat(refused.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(refused.err()).contains("--kind variational, wasserstein or adversarial");
    }

    @Test
    void generateGoesFromOneRowToAnother() throws IOException {
        train("--kind plain");
        Path steps = folder.resolve("steps.csv");
        Run.of(
                        "generate",
                        model.toString(),
                        "--rows",
                        "5",
                        "--interpolate",
                        "3:17",
                        "--data",
                        table.toString(),
                        "--out",
                        steps.toString())
                .done();
        List<String> rebuilt = Files.readAllLines(use("reconstruct", "--data", table));
        List<String> between = Files.readAllLines(steps);
        assertThat(between).hasSize(6);
        assertThat(between.get(1)).isEqualTo(rebuilt.get(4));
        assertThat(between.get(5)).isEqualTo(rebuilt.get(18));
        Run bad = Run.of(
                "generate",
                model.toString(),
                "--rows",
                "5",
                "--interpolate",
                "3",
                "--data",
                table.toString(),
                "--out",
                "-");
        assertThat(bad.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(bad.err()).contains("--interpolate", "3:17");
        Run many = Run.of(
                "generate",
                model.toString(),
                "--rows",
                "3000000000",
                "--interpolate",
                "3:17",
                "--data",
                table.toString(),
                "--out",
                "-");
        assertThat(many.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(many.err()).contains("--rows 3000000000");
    }
}
