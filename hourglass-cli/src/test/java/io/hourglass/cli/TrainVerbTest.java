package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.model.Masking;
import io.hourglass.model.Variational;
import io.hourglass.optimizer.AdamW;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Likelihood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TrainVerbTest {
    @TempDir
    private Path folder;

    private Path table;
    private Path model;

    @BeforeEach
    void makesData() throws Exception {
        table = Samples.table(folder.resolve("rows.csv"));
        model = folder.resolve("m.hg");
    }

    @Test
    void withoutOptionsThePlanIsTheDefaultOne() {
        assertThat(plan("--data", "x.csv", "--out", "m.hg")).isEqualTo(HourglassPlan.defaults());
    }

    @Test
    void everySettingOfThePlanHasItsOption() {
        HourglassPlan plan = plan(
                "--data=x --out=y --scale minmax --code 3 --hidden 16,8 --activation leaky_relu --output-activation linear"
                        + " --tied --dropout 0.1 --norm batch --kind variational+denoising --noise masking:0.3 --beta 0.5"
                        + " --loss huber --optimizer adamw --weight-decay 0.01 --rate 1e-3 --schedule plateau --clip 1.5"
                        + " --epochs 7 --batch 32 --patience 3 --time-limit 1h2m3s --seed 9");
        assertThat(plan.scale()).hasToString("MINMAX");
        assertThat(plan.network().code()).contains(3);
        assertThat(plan.network().hidden()).contains(List.of(16, 8));
        assertThat(plan.network().activation()).hasToString("LEAKY_RELU");
        assertThat(plan.network().output().orElseThrow()).hasToString("LINEAR");
        assertThat(plan.network().tied()).isTrue();
        assertThat(plan.network().regularity())
                .hasToString("Regularity[dropout=0.1, norm=BATCH, convolution=Optional.empty]");
        assertThat(plan.kind().kinds()).hasToString("[denoising, variational]");
        assertThat(plan.kind().noise()).contains(new Masking(0.3f));
        assertThat(plan.kind().beta()).contains(0.5f);
        assertThat(plan.learning().loss().orElseThrow()).hasToString("Huber[delta=1.0]");
        assertThat(plan.learning().optimizer()).isEqualTo(new AdamW(0.01f));
        assertThat(plan.learning().rate()).contains(1e-3f);
        assertThat(plan.learning().schedule()).contains(new Schedule.Plateau());
        assertThat(plan.learning().clipping()).isEqualTo(new Clipping.ByNorm(1.5f));
        assertThat(plan.length().epochs()).contains(7);
        assertThat(plan.length().batch()).contains(32);
        assertThat(plan.length().patience()).isEqualTo(3);
        assertThat(plan.length().seconds()).isEqualTo(3723);
        assertThat(plan.seed()).isEqualTo(9);
    }

    @Test
    void noHiddenLayerAndFittedOnesAreDifferentThings() {
        assertThat(plan("--data=x --out=y --hidden none").network().hidden()).contains(List.of());
        assertThat(plan("--data=x --out=y --hidden auto --code auto --rate auto --schedule auto --loss auto"
                        + " --epochs auto --batch auto --scale auto --output-activation auto"))
                .isEqualTo(HourglassPlan.defaults());
    }

    @Test
    void convolutionsAreOffFittedOrThoseOfTheirChannels() {
        assertThat(plan("--data=x --out=y --conv off")).isEqualTo(HourglassPlan.defaults());
        assertThat(plan("--data=x --out=y --conv auto").network().regularity().convolution())
                .contains(Convolution.fitting());
        assertThat(plan("--data=x --out=y --conv 16,32").network().regularity().convolution())
                .contains(Convolution.of(16, 32));
        assertThat(plan("--data=x --out=y --conv 16 --code-map 3")
                        .network()
                        .regularity()
                        .convolution())
                .contains(Convolution.of(16).withCodeMap(3));
        Run run = train("--epochs", "1", "--code-map", "3");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("--code-map", "add --conv auto");
    }

    @Test
    void convolutionsForATableAreRefusedWithTheWayOut() {
        Run run = train("--epochs", "1", "--conv", "auto");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("convolutions are for images", "--conv off");
    }

    @Test
    void theResultAsJsonSaysWhatWasTrained() {
        Run run = train("--epochs", "4", "--ignore", "when,colour", "--json", "--code", "2")
                .done();
        JsonObject object = run.json();
        assertThat(object.get("model").getAsString()).isEqualTo(model.toString());
        assertThat(object.get("rows").getAsLong()).isEqualTo(216);
        assertThat(object.get("validationRows").getAsLong()).isEqualTo(24);
        assertThat(object.get("columns").getAsInt()).isEqualTo(3);
        assertThat(object.get("epochs").getAsInt()).isEqualTo(4);
        assertThat(object.get("code").getAsInt()).isEqualTo(2);
        assertThat(object.get("loss").getAsDouble()).isPositive();
        assertThat(object.get("validationLoss").getAsDouble()).isPositive();
        assertThat(object.get("seconds").getAsDouble()).isPositive();
        assertThat(object.get("rowsPerSecond").getAsDouble()).isPositive();
        assertThat(object.get("engine").getAsString()).isIn("java", "onednn");
        assertThat(object.get("precision").getAsString()).isEqualTo("f32");
        assertThat(object.get("stopped").getAsString()).isEqualTo("epochs");
        assertThat(object.get("bestEpoch").getAsInt()).isBetween(1, 4);
        assertThat(object.get("notices").getAsJsonArray().toString()).contains("'note'");
        Hourglass opened = Hourglass.open(model);
        assertThat(opened.schema().names()).containsExactly("height", "weight", "paid");
        assertThat(object.get("parameters").getAsInt())
                .isEqualTo(opened.autoencoder().weights().length);
    }

    @Test
    void aLogGetsOneLineAnEpochAndPeopleASummary() {
        Run run = train("--epochs", "3", "--threads", "1", "--engine", "java").done();
        assertThat(run.err().lines().filter(line -> line.startsWith("training: epoch ")))
                .hasSize(3);
        assertThat(run.err()).contains("training: epoch 2/3: loss ", ", validation ", " left, ", " rows/s");
        assertThat(run.out())
                .contains("plain autoencoder", "216 to learn from, 24 to judge by", model.toString())
                .contains("hourglass score");
        assertThat(train("--epochs", "1", "--quiet", "--force").done().err()).isEmpty();
    }

    @Test
    void validationIsAShareNothingOrOtherData() throws Exception {
        assertThat(train("--validation", "0.5", "--epochs", "1", "--json")
                        .json()
                        .get("rows")
                        .getAsLong())
                .isEqualTo(120);
        JsonObject none =
                train("--validation", "0", "--epochs", "1", "--json", "--force").json();
        assertThat(none.get("rows").getAsLong()).isEqualTo(240);
        assertThat(none.get("validationLoss").isJsonNull()).isTrue();
        Path other = Files.writeString(folder.resolve("other.csv"), Files.readString(table));
        JsonObject both = train("--validation", other.toString(), "--epochs", "1", "--json", "--force")
                .json();
        assertThat(both.get("rows").getAsLong()).isEqualTo(240);
        assertThat(both.get("validationRows").getAsLong()).isEqualTo(240);
        assertThat(both.get("validationLoss").getAsDouble()).isPositive();
    }

    @Test
    void trainingEndsByPatienceAndByTheTimeLimit() {
        JsonObject patient = train("--patience", "1", "--rate", "0.5", "--epochs", "200", "--json")
                .json();
        assertThat(patient.get("stopped").getAsString()).isEqualTo("patience");
        JsonObject timed = train("--time-limit", "1s", "--patience", "0", "--epochs", "1000000", "--json", "--force")
                .json();
        assertThat(timed.get("stopped").getAsString()).isEqualTo("time");
        assertThat(timed.get("seconds").getAsDouble()).isCloseTo(1, within(5.0));
    }

    @Test
    void kindsAndNoiseReachTheModel() {
        train("--kind", "variational+denoising", "--noise", "masking:0.3", "--beta", "0.5", "--epochs", "1")
                .done();
        var spec = Hourglass.open(model).autoencoder().spec();
        assertThat(spec.bottleneck()).isEqualTo(new Variational(0.5f));
        assertThat(spec.corruption()).isEqualTo(new Masking(0.3f));
    }

    @Test
    void schemaFilesAndHeaderlessTextAreUnderstood() throws Exception {
        Path schema = Files.writeString(
                folder.resolve("schema.json"), "{\"columns\": {\"height\": \"categorical\", \"when\": \"ignore\"}}");
        train("--schema", schema.toString(), "--epochs", "1").done();
        assertThat(Hourglass.open(model).schema().column(0).kind()).isEqualTo("categorical");
        assertThat(Hourglass.open(model).schema().find("when")).isEqualTo(-1);
        Path bare = Files.writeString(
                folder.resolve("bare.csv"),
                Files.readString(table).lines().skip(1).reduce("", (a, b) -> a + b + "\n"));
        Run.of("train", "--data", bare.toString(), "--no-header", "--out", model.toString(), "--force", "--epochs", "1")
                .done();
        assertThat(Hourglass.open(model).schema().names()).startsWith("x0", "x1", "x2");
    }

    @Test
    void rowsComeFromStandardInputToo() throws Exception {
        Run run = Run.reading(
                Files.readString(table), "train", "--data", "-", "--out", model.toString(), "--epochs", "1");
        assertThat(run.done().out()).contains("standard input");
    }

    @Test
    void badRowsAreCountedWhenTheyAreSkipped() throws Exception {
        Files.writeString(table, Files.readString(table) + "1,2,3\n");
        assertThat(train("--epochs", "1").status()).isEqualTo(ExitStatus.DATA);
        Run run = train("--epochs", "1", "--on-bad-row", "skip").done();
        assertThat(run.err()).contains("1 row was left out", "line 242");
    }

    @Test
    void aTrainingThatDivergesKeepsTheBestModel() {
        Run run = train(
                "--optimizer",
                "sgd",
                "--rate",
                "5e6",
                "--schedule",
                "constant",
                "--hidden",
                "none",
                "--epochs",
                "50",
                "--batch",
                "216",
                "--patience",
                "0");
        assertThat(run.status()).isEqualTo(ExitStatus.DIVERGED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("diverged in epoch", "--clip 1", "was kept in " + model);
        assertThat(run.err()
                        .lines()
                        .filter(line -> !line.startsWith("training: "))
                        .toList())
                .hasSizeLessThan(6);
        assertThat(Hourglass.open(model).history().stopped()).hasToString("DIVERGED");
    }

    @Test
    void aTrainingThatDivergesAtOnceLeavesNothing() {
        Run run = train("--optimizer", "sgd", "--rate", "1e30", "--schedule", "constant", "--batch", "16");
        assertThat(run.status()).isEqualTo(ExitStatus.DIVERGED);
        assertThat(run.err()).contains("no model to keep");
        assertThat(model).doesNotExist();
    }

    @Test
    void imagesOfEveryFormAreTrainedOn() throws Exception {
        Path idx = Samples.idx(folder.resolve("images.idx"));
        Path labels = Samples.labels(folder.resolve("labels.idx"));
        Run run = Run.of(
                "train",
                "--data",
                idx.toString(),
                "--labels",
                labels.toString(),
                "--out",
                model.toString(),
                "--code",
                "3",
                "--epochs",
                "2");
        assertThat(run.done().out()).contains("images of 4x4x1");
        Path images = Samples.images(folder.resolve("images"));
        Run.of("train", "--data", images.toString(), "--out", model.toString(), "--force", "--epochs", "1")
                .done();
        Path npy = Samples.npy(folder.resolve("x.npy"));
        Run.of("train", "--data", npy.toString(), "--out", model.toString(), "--force", "--epochs", "1")
                .done();
        assertThat(Hourglass.open(model).schema().names()).containsExactly("x0", "x1", "x2");
    }

    @Test
    void layersArePretrainedAndTheWorstRowsTrimmedWhereAsked() {
        assertThat(plan("--pretrain layerwise --data x --out y").length().layerwise())
                .isTrue();
        assertThat(plan("--data x --out y").length().layerwise()).isFalse();
        assertThat(plan("--trim 0.05 --data x --out y").learning().trim()).isEqualTo(0.05f);
        Run run = train("--pretrain", "layerwise", "--trim", "0.1", "--epochs", "4");
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.err()).contains("pre-trained layer 1 of ");
    }

    @Test
    void aLikelihoodIsOneOfThreeAndForVariationalOnesAlone() {
        for (Likelihood likelihood : Likelihood.values()) {
            String name = likelihood.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(plan("--data x --out y --kind variational --likelihood " + name)
                            .kind()
                            .likelihood())
                    .contains(likelihood);
        }
        assertThat(plan("--data x --out y --kind variational").kind().likelihood())
                .isEmpty();
        Run unknown = train("--kind", "variational", "--likelihood", "poisson");
        assertThat(unknown.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(unknown.err()).contains("gaussian or bernoulli or discretised-logistic", "'poisson'");
        Run plain = train("--likelihood", "gaussian");
        assertThat(plain.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(plain.err()).contains("--likelihood is for the kind variational");
    }

    private Run train(String... options) {
        String[] start = {"train", "--data", table.toString(), "--out", model.toString(), "--precision", "f32"};
        String[] all = java.util.Arrays.copyOf(start, start.length + options.length);
        System.arraycopy(options, 0, all, start.length, options.length);
        return Run.of(all);
    }

    private static HourglassPlan plan(String... arguments) {
        TrainVerb verb = new TrainVerb();
        String[] words = arguments.length == 1 ? arguments[0].split(" ", -1) : arguments;
        new CommandLine(verb).parseArgs(words);
        return verb.options.plan();
    }
}
