package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportOptionTest {
    @TempDir
    private Path folder;

    private Path data;
    private Path model;

    @BeforeEach
    void aTableWithAScriptInACell() throws IOException {
        data = Samples.table(folder.resolve("table.csv"));
        String text = Files.readString(data).replace("green", "<script>alert('x')</script>");
        Files.writeString(data, text);
        model = folder.resolve("model.hg");
    }

    private Run train(String... more) {
        String[] usual = {"train", "--data", data.toString(), "--out", model.toString(), "--epochs", "3"};
        String[] all = java.util.Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return Run.of(all);
    }

    @Test
    void trainWritesAReportInWhichCellsAreTextAlone() throws IOException {
        Path report = folder.resolve("report.html");
        Run run = train("--report", report.toString(), "--json").done();
        assertThat(run.json().get("report").getAsString()).isEqualTo(report.toString());
        String page = Files.readString(report);
        assertThat(page)
                .contains("<figure id=\"model-strangest\"", "<figure id=\"model-columns\"", "&lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void evaluateWritesAReportOfOtherRows() throws IOException {
        train().done();
        Path report = folder.resolve("report.html");
        Run.of("evaluate", model.toString(), "--data", data.toString(), "--report", report.toString())
                .done();
        assertThat(Files.readString(report)).contains("fitted to the very rows shown");
    }

    @Test
    void aReportOfADenoisingModelShowsNoiseRemoved() throws IOException {
        Path report = folder.resolve("report.html");
        train("--kind", "denoising", "--report", report.toString()).done();
        assertThat(Files.readString(report)).contains("<figure id=\"model-denoised\"");
    }

    @Test
    void aReportOfImagesShowsThem() throws IOException {
        data = Samples.idx(folder.resolve("images.idx"));
        Path labels = Samples.labels(folder.resolve("labels.idx"));
        Path report = folder.resolve("report.html");
        train("--labels", labels.toString(), "--report", report.toString(), "--code", "2")
                .done();
        assertThat(Files.readString(report))
                .contains("<figure id=\"model-kinds\"", "<figure id=\"model-pixels\"", "data:image/png;base64,");
    }

    @Test
    void aCodeOfOneNumberHasAMapToo() throws IOException {
        Path report = folder.resolve("report.html");
        train("--code", "1", "--report", report.toString()).done();
        assertThat(Files.readString(report)).contains("upwards stands the squared error");
    }

    @Test
    void aReportIsReplacedOnlyWithForceAndNothingIsTrainedBefore() throws IOException {
        Path report = Files.writeString(folder.resolve("report.html"), "mine");
        Run run = train("--report", report.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("report.html exists already");
        assertThat(report).hasContent("mine");
        assertThat(model).doesNotExist();
    }

    @Test
    void aReportOfAnotherKindThanHtmlIsRefused() {
        Run run = train("--report", folder.resolve("report.pdf").toString());
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("needed a name ending in .html");
    }

    @Test
    void encodeDrawsItsCodesAsAPicture() throws IOException {
        train().done();
        Path map = folder.resolve("map.png");
        encode("--plot", map.toString(), "--color", "colour").done();
        BufferedImage image = ImageIO.read(map.toFile());
        assertThat(image.getWidth()).isEqualTo(1400);
        boolean blue = false;
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int colour = image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff;
            blue |= colour == 0x1f77b4;
        }
        assertThat(blue).as("the colour of the first level in the legend").isTrue();
    }

    @Test
    void encodeDrawsItsCodesAsAPage() throws IOException {
        train().done();
        Path map = folder.resolve("map.html");
        Run run =
                encode("--plot", map.toString(), "--color", "height", "--json").done();
        assertThat(run.json().get("plot").getAsString()).isEqualTo(map.toString());
        assertThat(Files.readString(map)).contains("<figure id=\"codes-map\"").contains("<option value=\"height\"");
    }

    @Test
    void aColourThatIsNoColumnIsToldWithThoseThereAre() {
        train().done();
        Run run = encode("--plot", folder.resolve("map.png").toString(), "--color", "shoes");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err())
                .contains("there is no column 'shoes' to colour by")
                .contains("height");
    }

    @Test
    void aColourWithoutAMapIsRefused() {
        train().done();
        Run run = encode("--color", "colour");
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("--color is for --plot");
    }

    private Run encode(String... more) {
        String[] usual = {
            "encode",
            model.toString(),
            "--data",
            data.toString(),
            "--out",
            folder.resolve("codes.csv").toString()
        };
        String[] all = java.util.Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return Run.of(all);
    }
}
