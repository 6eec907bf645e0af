package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import io.hourglass.file.JsonText;
import io.hourglass.file.Section;
import io.hourglass.file.SectionFile;
import io.hourglass.use.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad input gets: an exit status, at most three lines that say what and where, and nothing written. */
final class BadInputTest {
    @TempDir
    private static Path good;

    private static Path table;
    private static Path model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trains() throws IOException {
        table = Samples.table(good.resolve("rows.csv"));
        model = good.resolve("m.hg");
        Run.of("train", "--data", table.toString(), "--out", model.toString(), "--hidden", "8", "--epochs", "2")
                .done();
    }

    @Test
    void dataThatAreMissingEmptyBinaryOrWithoutRows() throws IOException {
        refused(ExitStatus.DATA, train(folder.resolve("none.csv")), "none.csv: no such file");
        refused(ExitStatus.DATA, train(write("a.csv", "")), "a.csv", "empty");
        refused(ExitStatus.DATA, train(write("a.csv", "\0\1\2\3\0\1\2\3")), "a.csv");
        refused(ExitStatus.DATA, train(write("a.csv", "a,b\n")), "a.csv", "has a header but no rows");
        refused(ExitStatus.DATA, train(write("a.dat", "hello")), "a.dat", "of no known kind");
        refused(ExitStatus.DATA, train(write("a.npy", "hello")), "a.npy");
        refused(ExitStatus.DATA, train(write("a.npz", "hello")), "a.npz");
        refused(ExitStatus.DATA, train(write("a.idx", "hello")), "a.idx");
        refused(ExitStatus.DATA, train(write("a.png", "hello")), "a.png");
        refused(ExitStatus.DATA, train(write("a.csv.gz", "\37\213hello")), "a.csv.gz");
        refused(ExitStatus.DATA, train(Files.createDirectory(folder.resolve("empty"))), "empty");
        refused(ExitStatus.DATA, train(Files.createDirectory(folder.resolve("d.csv"))), "d.csv", "folder");
        refused(ExitStatus.DATA, use("evaluate", folder.resolve("d.csv")), "d.csv", "folder");
        refused(ExitStatus.DATA, train(write("a.csv", "a,b\n1,2\n1,2\n")), "nothing to learn");
        refused(ExitStatus.DATA, Run.of("train", "--data", "-", "--out", out()), "standard input is empty");
        refused(ExitStatus.DATA, use("evaluate", folder.resolve("none.csv")), "none.csv: no such file");
        refused(ExitStatus.DATA, Run.of("evaluate", "none.hg", "--data", table.toString()), "none.hg: no such file");
        refused(
                ExitStatus.DATA,
                Run.of("train", "--data", table.toString(), "--out", out(), "--labels", "none.idx"),
                "none.idx: no such file");
        refused(
                ExitStatus.DATA,
                Run.of("train", "--data", table.toString(), "--out", out(), "--schema", "none.json"),
                "none.json");
    }

    @Test
    void rowsAndCellsThatDoNotFit() throws IOException {
        String text = Files.readString(table);
        Path row = write("row.csv", text + "1,2,3\n");
        refused(ExitStatus.DATA, train(row), "row.csv", "line 242", "3");
        Path word = write("word.csv", text + "abc,70.0,red,yes,2024-01-05,x\n");
        refused(ExitStatus.DATA, use("evaluate", word), "word.csv", "line 242", "'height'", "'abc'");
        refused(ExitStatus.DATA, use("score", word, "--out", out()), "word.csv", "line 242", "'height'", "'abc'");
        Path schema = write("s.json", "{\"columns\": {\"height\": \"numeric\"}}");
        refused(
                ExitStatus.DATA,
                Run.of("train", "--data", word.toString(), "--out", out(), "--schema", schema.toString()),
                "word.csv",
                "line 242",
                "'height'",
                "'abc'");
        Path large = write("large.csv", text + "1e39,70.0,red,yes,2024-01-05,x\n");
        refused(ExitStatus.DATA, train(large), "large.csv", "line 242", "'height'", "'1e39'");
        refused(ExitStatus.DATA, use("evaluate", large), "large.csv", "line 242", "'height'", "'1e39'");
    }

    @Test
    void numbersThatAreHugeButNumbersAreWorkedWithAndTold() throws IOException {
        Path huge = write("huge.csv", Files.readString(table) + "1e38,70.0,red,yes,2024-01-05,x\n");
        assertThat(use("evaluate", huge).done().err()).contains("'height'", "'1E38'", "1e15");
        assertThat(train(huge, "--epochs", "1").done().out()).contains("217 to learn from, 24 to judge by");
    }

    @Test
    void numbersWithAFewWordsAreToldWithTheWayToOverride() throws IOException {
        Path word = write("word.csv", Files.readString(table) + "tall,70.0,red,yes,2024-01-05,x\n");
        Run run = Run.of("train", "--data", word.toString(), "--out", out(), "--epochs", "1")
                .done();
        assertThat(run.err()).contains("'height'", "'tall'", "schema");
    }

    @Test
    void dataWithoutTheColumnsOfTheModel() throws IOException {
        Path other =
                write("other.csv", "height,weight,color,paid,when\nx,1,red,yes,2024-01-01\ny,2,red,no,2024-01-02\n");
        for (String verb : List.of("evaluate", "score", "encode", "reconstruct", "denoise")) {
            Run run = verb.equals("evaluate") ? use(verb, other) : use(verb, other, "--out", out());
            refused(ExitStatus.DATA, run, "missing 'colour'", "extra 'color'", "changed 'height'", "numeric");
        }
        Path codes = write("codes.csv", "c0,c1\n1,2\n");
        refused(
                ExitStatus.DATA,
                Run.of("decode", model.toString(), "--codes", codes.toString(), "--out", out()),
                "missing 'c2'");
    }

    @Test
    void settingsThatDoNotFitTheData() {
        refused(ExitStatus.CALLER, train(table, "--loss", "bce"), "[0, 1]", "in training row 0", "minmax");
        refused(ExitStatus.CALLER, train(table, "--code", "50"), "narrower than the input", "50", "--code");
        refused(ExitStatus.CALLER, train(table, "--output-activation", "sigmoid"), "output activation");
        refused(ExitStatus.CALLER, train(table, "--ignore", "height,none"), "'none'", "'height'");
        refused(ExitStatus.CALLER, train(table, "--validation", "1.5"), "0 to below 1", "1.5");
        refused(ExitStatus.CALLER, train(table, "--noise", "swap:0.1"), "--kind denoising");
        refused(ExitStatus.CALLER, train(table, "--beta", "2"), "variational");
        refused(ExitStatus.CALLER, train(table, "--weight-decay", "0.1"), "--weight-decay needs --optimizer adamw");
        refused(ExitStatus.CALLER, train(table, "--resume"), "--resume needs --checkpoint");
        refused(ExitStatus.CALLER, train(table, "--checkpoint", table.toString()), "is a file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--epochs 0",
                "--epochs -1",
                "--batch 0",
                "--patience -1",
                "--code 0",
                "--hidden 8,0",
                "--hidden 8,,4",
                "--dropout 1",
                "--rate 0",
                "--rate nan",
                "--rate x",
                "--clip 0",
                "--clip -1",
                "--time-limit 0s",
                "--time-limit 10",
                "--seed x",
                "--threads 0",
                "--activation softmax",
                "--activation x",
                "--norm x",
                "--kind adversary",
                "--kind sparse+topk",
                "--rho 1",
                "--k 0",
                "--codebook 9",
                "--free-bits -1",
                "--warm-up 9",
                "--kind plain+denoising",
                "--noise x:1",
                "--beta -1",
                "--loss x",
                "--optimizer x",
                "--schedule x",
                "--scale x",
                "--engine x",
                "--precision x",
                "--on-bad-row x",
                "--weight-decay -1",
                "--class-weights x",
                "--sequence 1",
                "--time x",
                "--by x",
                "--conv auto",
                "--recurrent lstm",
                "--pretrain x",
                "--trim 1",
                "--members 3",
                "--log x",
                "--report x",
                "--l1 0.1",
                "--plot x"
            })
    void optionsThatMakeNoSenseOrAreNotBuilt(String option) {
        Run run = train(table, option.split(" ", -1));
        refused(ExitStatus.CALLER, run, option.substring(0, option.indexOf(' ')));
    }

    @Test
    void whatIsMissingOnTheCommandLine() {
        refused(ExitStatus.CALLER, Run.of("train", "--data", table.toString()), "--out");
        refused(ExitStatus.CALLER, Run.of("train", "--out", out()), "--data");
        refused(ExitStatus.CALLER, Run.of("train", "--data", table.toString(), "--out", "-"), "--out needs a file");
        refused(ExitStatus.CALLER, Run.of("score", model.toString(), "--data", table.toString()), "--out");
        refused(ExitStatus.CALLER, Run.of("score", "--data", table.toString(), "--out", out()), "M.hg");
        refused(ExitStatus.CALLER, Run.of("generate", model.toString(), "--out", out()), "--rows");
        refused(ExitStatus.CALLER, Run.of("inspect"), "F");
        refused(ExitStatus.CALLER, Run.of("deploy", "--data", table.toString()), "there is no verb 'deploy'");
        refused(ExitStatus.CALLER, train(table, "--label", "x"), "no column 'x'");
    }

    @Test
    void outputsThatCannotBeWrittenAreRefusedBeforeTheWork() throws IOException {
        Path taken = write("taken.csv", "mine");
        for (String verb : List.of("score", "encode", "reconstruct", "denoise")) {
            Run run = use(verb, folder.resolve("none.csv"), "--out", taken.toString());
            refused(ExitStatus.CALLER, run, taken + " exists already; --force replaces it");
        }
        assertThat(taken).hasContent("mine");
        Path nowhere = folder.resolve("no/where.hg");
        refused(
                ExitStatus.CALLER,
                Run.of("train", "--data", "none", "--out", nowhere.toString()),
                "there is no folder");
        refused(
                ExitStatus.CALLER,
                Run.of("train", "--data", "none", "--out", folder.toString(), "--force"),
                "a folder");
        refused(
                ExitStatus.CALLER,
                use("score", table, "--out", folder.resolve("x.txt").toString()),
                "needed .csv");
        refused(
                ExitStatus.CALLER,
                use("score", table, "--out", folder.resolve("x").toString()),
                "for images");
        refused(ExitStatus.CALLER, use("encode", table, "--out", out() + ".npy", "--keep", "colour"), "categorical");
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("a"), "b");
        refused(ExitStatus.CALLER, use("score", table, "--out", full.toString()), "exists already");
        refused(
                ExitStatus.CALLER,
                use("score", table, "--out", write("plain", "x").toString(), "--force"),
                "is a file");
    }

    @Test
    void damagedAndForeignModels() throws IOException {
        byte[] bytes = Files.readAllBytes(model);
        for (int length : new int[] {0, 1, 100, bytes.length / 2, bytes.length - 1}) {
            foreign(java.util.Arrays.copyOf(bytes, length));
        }
        for (int at = 17; at < bytes.length; at += bytes.length / 23) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 4;
            foreign(flipped);
        }
        foreign(Files.readAllBytes(table));
        foreign(new byte[5000]);
        refused(ExitStatus.CORRUPT, Run.of("evaluate", folder.toString(), "--data", table.toString()), "folder");
        refused(
                ExitStatus.CORRUPT,
                Run.of("score", table.toString(), "--data", "x", "--out", out()),
                "rows.csv",
                "text");
    }

    private void foreign(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("foreign.hg"), bytes);
        for (Run run : List.of(
                Run.of("evaluate", file.toString(), "--data", table.toString()),
                Run.of("encode", file.toString(), "--data", table.toString(), "--out", out()),
                Run.of("inspect", file.toString()))) {
            refused(ExitStatus.CORRUPT, run, "foreign.hg", "section", "byte offset");
        }
    }

    @Test
    void aModelThatDeclaresMoreWeightsThanItHolds() throws IOException {
        Path file = folder.resolve("huge.hg");
        try (SectionFile opened = SectionFile.open(model)) {
            List<Section> sections = new ArrayList<>();
            for (String name : opened.names()) {
                sections.add(
                        name.endsWith(".json")
                                ? Section.json(name, wider(opened, name))
                                : Section.tensors(name, opened.tensors(name)));
            }
            SectionFile.write(file, false, ModelFile.KIND, sections);
        }
        refused(ExitStatus.CORRUPT, Run.of("inspect", file.toString()), "huge.hg", "network.json", "byte offset");
    }

    private static JsonElement wider(SectionFile file, String name) {
        return JsonText.parse(file.json(name).toString().replace("\"units\":8,", "\"units\":80000000,"));
    }

    @Test
    void dataAndFoldersWithoutPermission() throws IOException {
        Path secret = write("secret.csv", Files.readString(table));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(secret))
                .as("the superuser may read everything")
                .isFalse();
        refused(ExitStatus.DATA, train(secret), "secret.csv", "no permission");
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-x------"));
        Run run = Run.of(
                "train",
                "--data",
                table.toString(),
                "--out",
                locked.resolve("m.hg").toString());
        refused(ExitStatus.MACHINE, run, "no permission", "locked");
    }

    @Test
    void aFullDiskIsTheMachines() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        for (String[] arguments : new String[][] {
            {"score", model.toString(), "--data", table.toString(), "--out", "-"},
            {"evaluate", model.toString(), "--data", table.toString(), "--json"},
            {"inspect", table.toString()}
        }) {
            try (var out = Files.newOutputStream(full)) {
                Run run = Run.writing(out, "", arguments);
                refused(ExitStatus.MACHINE, run, "the disk is full");
            }
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private Run train(Path data, String... options) {
        List<String> all = new ArrayList<>(List.of("train", "--data", data.toString(), "--out", out()));
        all.addAll(List.of(options));
        return Run.of(all.toArray(new String[0]));
    }

    private static Run use(String verb, Path data, String... options) {
        List<String> all = new ArrayList<>(List.of(verb, model.toString(), "--data", data.toString()));
        all.addAll(List.of(options));
        return Run.of(all.toArray(new String[0]));
    }

    private void refused(ExitStatus status, Run run, String... words) {
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.err()).contains(words).doesNotContain("\tat ");
        List<String> told =
                run.err().substring(run.err().indexOf("hourglass: ")).lines().toList();
        assertThat(told).hasSizeBetween(1, 3);
        assertThat(run.out()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("out") || name.contains("hourglass"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
