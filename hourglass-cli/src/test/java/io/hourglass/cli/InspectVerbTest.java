package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectVerbTest {
    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void makesData() throws Exception {
        table = Samples.table(folder.resolve("rows.csv"));
    }

    @Test
    void aModelIsShownWithAllItsParts() {
        Path model = folder.resolve("m.hg");
        Path kept = folder.resolve("kept");
        Run.of(
                        "train",
                        "--data",
                        table.toString(),
                        "--out",
                        model.toString(),
                        "--epochs",
                        "2",
                        "--checkpoint",
                        kept.toString())
                .done();
        Run run = inspect(model.toString()).done();
        assertThat(run.out())
                .contains("a model, format version 1", "Hourglass ", "SHA-256", "216 rows", "seed 42", "dense", "relu")
                .contains("epochs 2, the best was ", "height", "numeric", "3 levels", "weights.safetensors");
        JsonObject object = inspect(model.toString(), "--json").json();
        assertThat(object.get("kind").getAsString()).isEqualTo("model");
        assertThat(object.get("sha256").getAsString()).hasSize(64);
        assertThat(object.getAsJsonObject("sections").get("weights.safetensors").getAsLong())
                .isGreaterThan(4L * object.get("parameters").getAsInt());
        assertThat(object.getAsJsonArray("columns")).hasSize(5);
        assertThat(object.getAsJsonObject("history").getAsJsonArray("curve")).hasSize(2);
        assertThat(object.getAsJsonObject("provenance").toString()).contains("sha256", table.toString());
        assertThat(inspect(kept.resolve("checkpoint.hgc").toString()).done().out())
                .contains("a checkpoint", "sections");
    }

    @Test
    void dataAreShownColumnByColumn() {
        JsonObject object = inspect(table.toString(), "--json").json();
        assertThat(object.get("rows").getAsLong()).isEqualTo(Samples.ROWS);
        JsonObject weight = object.getAsJsonArray("columns").get(1).getAsJsonObject();
        assertThat(weight.get("kind").getAsString()).isEqualTo("numeric");
        assertThat(weight.get("missing").getAsLong()).isEqualTo(12);
        assertThat(weight.get("min").getAsDouble()).isLessThan(weight.get("max").getAsDouble());
        assertThat(object.getAsJsonArray("columns")
                        .get(2)
                        .getAsJsonObject()
                        .get("distinct")
                        .getAsLong())
                .isEqualTo(3);
        assertThat(object.getAsJsonArray("notices").toString()).contains("'note'");
        assertThat(inspect(table.toString()).done().out())
                .contains("240 rows, 6 columns", "5.0 %", "categorical", "2024-01-01", "note: ");
    }

    @Test
    void dataOfEveryKindAreRecognised() throws Exception {
        Path idx = Samples.idx(folder.resolve("no-extension"));
        Path labels = Samples.labels(folder.resolve("labels-idx1-ubyte"));
        assertThat(inspect(idx.toString(), "--labels", labels.toString()).done().out())
                .contains("60 rows, 2 columns", "image 4x4x1", "label");
        assertThat(inspect(Samples.npy(folder.resolve("x.npy")).toString())
                        .done()
                        .out())
                .contains("240 rows, 3 columns");
        Path images = Samples.images(folder.resolve("images"));
        assertThat(inspect(images.toString()).done().out()).contains("60 rows", "image 4x4x1");
        assertThat(inspect(images.resolve("dark/image0.png").toString()).done().out())
                .contains("1 row,");
        assertThat(Run.reading("a,b\n1,x\n", "inspect", "-").done().out()).contains("standard input: 1 row, 2 columns");
        Path bare = Files.writeString(folder.resolve("bare.csv"), "1,2\n3,4\n5,x,y\n");
        assertThat(inspect(bare.toString(), "--no-header", "--on-bad-row", "skip")
                        .done()
                        .out())
                .contains("2 rows, 2 columns", "x0", "1 row was left out");
        Path schema = Files.writeString(folder.resolve("s.json"), "{\"columns\": {\"height\": \"text\"}}");
        assertThat(inspect(table.toString(), "--schema", schema.toString(), "--json")
                        .json()
                        .getAsJsonArray("columns")
                        .get(0)
                        .toString())
                .contains("\"kind\":\"text\"");
    }

    @Test
    void whatIsNeitherModelNorDataIsNotRecognised() throws Exception {
        Path foreign = Files.write(folder.resolve("foreign.bin"), new byte[] {9, 8, 7, 6, 5, 4, 3, 2, 1});
        Run run = inspect(foreign.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CORRUPT);
        assertThat(run.err()).contains(foreign.toString(), "not recognised");
        Path text = Files.writeString(folder.resolve("m.hg"), "a,b\n1,2\n");
        assertThat(inspect(text.toString()).status()).isEqualTo(ExitStatus.CORRUPT);
        Path zip = Files.write(folder.resolve("other.zip"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
        assertThat(inspect(zip.toString()).status()).isEqualTo(ExitStatus.CORRUPT);
        assertThat(inspect(folder.resolve("nothing").toString()).status()).isEqualTo(ExitStatus.DATA);
    }

    private static Run inspect(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "inspect";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Run.of(all);
    }
}
