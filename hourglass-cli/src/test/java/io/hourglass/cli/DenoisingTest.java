package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of several sizes through the verbs that take them. */
final class DenoisingTest {
    @TempDir
    private Path folder;

    private Path clean;
    private Path model;

    @BeforeEach
    void makesImagesAndAModel() throws IOException {
        clean = Files.createDirectory(folder.resolve("clean"));
        int[][] sizes = {{20, 24}, {20, 24}, {17, 30}, {20, 24}};
        for (int i = 0; i < sizes.length; i++) {
            BufferedImage image = new BufferedImage(sizes[i][1], sizes[i][0], BufferedImage.TYPE_BYTE_GRAY);
            for (int p = 0; p < sizes[i][0] * sizes[i][1]; p++) {
                int x = p % sizes[i][1];
                int y = p / sizes[i][1];
                image.getRaster().setSample(x, y, 0, x + y > 20 + i ? 200 : 4 * x);
            }
            ImageIO.write(image, "png", clean.resolve("image" + i + ".png").toFile());
        }
        model = folder.resolve("m.hg");
        train(model, "--conv", "2,3", "--patch", "8", "--epochs", "2").done();
    }

    private Run train(Path out, String... options) {
        return Run.of(Stream.concat(
                        Stream.of("train", "--data", clean.toString(), "--out", out.toString(), "--kind", "denoising"),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private Path noisy() {
        Path noisy = folder.resolve("noisy.npy");
        if (Files.exists(noisy)) {
            return noisy;
        }
        Run.of("noise", "--data", clean.toString(), "--noise", "gaussian:0.1", "--out", noisy.toString())
                .done();
        return noisy;
    }

    @Test
    void theSameSeedLearnsTheSameModelFromPatches() throws IOException {
        Path other = folder.resolve("other.hg");
        train(other, "--conv", "2,3", "--patch", "8", "--epochs", "2", "--engine", "java")
                .done();
        Path again = folder.resolve("again.hg");
        train(again, "--conv", "2,3", "--patch", "8", "--epochs", "2", "--engine", "java")
                .done();
        assertThat(denoised(again)).isEqualTo(denoised(other));
    }

    private byte[] denoised(Path trained) throws IOException {
        Path out = folder.resolve(trained.getFileName() + ".npy");
        Run.of("denoise", trained.toString(), "--data", noisy().toString(), "--out", out.toString(), "--engine", "java")
                .done();
        return Files.readAllBytes(out.resolve("image2.npy"));
    }

    @Test
    void noiseOnImagesOfSeveralSizesIsAnArrayEachAndDiffersBetweenThem() throws IOException {
        Path noisy = noisy();
        byte[] first = Files.readAllBytes(noisy.resolve("image0.npy"));
        assertThat(first).hasSize(128 + 4 * 20 * 24);
        assertThat(Files.readAllBytes(noisy.resolve("image2.npy"))).hasSize(128 + 4 * 17 * 30);
        Run again = Run.of("noise", "--data", clean.toString(), "--noise", "gaussian:0.1", "--out", noisy.toString());
        assertThat(again.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(again.err()).contains("--force replaces it");
    }

    @Test
    void denoisedImagesKeepTheirSizesAndNames() throws IOException {
        Path out = folder.resolve("denoised");
        Run.of("denoise", model.toString(), "--data", noisy().toString(), "--out", out.toString())
                .done();
        BufferedImage third = ImageIO.read(out.resolve("image2.png").toFile());
        assertThat(third.getWidth()).isEqualTo(30);
        assertThat(third.getHeight()).isEqualTo(17);
        Run table = Run.of("denoise", model.toString(), "--data", clean.toString(), "--out", folder + "/x.csv");
        assertThat(table.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(table.err()).contains("images that differ in size go to a folder");
    }

    @Test
    void qualityIsMeasuredBesideCleanImagesBeforeAndAfter() {
        JsonObject said = Run.of(
                        "evaluate",
                        model.toString(),
                        "--data",
                        noisy().toString(),
                        "--clean",
                        clean.toString(),
                        "--json")
                .done()
                .json();
        assertThat(said.get("rows").getAsInt()).isEqualTo(4);
        assertThat(said.getAsJsonObject("psnr").get("before").getAsDouble()).isBetween(19.5, 20.5);
        assertThat(said.getAsJsonObject("psnr").get("after").getAsDouble()).isPositive();
        assertThat(said.getAsJsonObject("ssim").get("before").getAsDouble()).isBetween(0.1, 0.9);
        Run shown = Run.of("evaluate", model.toString(), "--data", clean.toString(), "--clean", clean.toString());
        assertThat(shown.done().out()).contains("4 images", "PSNR", "before", "100");
    }

    @Test
    void whatNeedsImagesOfOneSizeSaysWhichDiffer() {
        for (String[] words : new String[][] {
            {"score", model.toString(), "--data", clean.toString(), "--out", "-"},
            {"train", "--data", clean.toString(), "--out", folder + "/n.hg"},
            {"evaluate", model.toString(), "--data", clean.toString()}
        }) {
            Run run = Run.of(words);
            assertThat(run.status()).as(words[0]).isEqualTo(ExitStatus.DATA);
            assertThat(run.err()).contains("image0.png is 20x24", "image2.png is 17x30");
        }
    }

    @Test
    void optionsThatMakeNoSenseTogetherAreTheCallersMistake() {
        Run alone = train(folder.resolve("n.hg"), "--patch", "8");
        assertThat(alone.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(alone.err()).contains("--patch says what convolutions learn");
        Run odd = train(folder.resolve("n.hg"), "--conv", "2,3", "--patch", "9");
        assertThat(odd.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(odd.err()).contains("a multiple of 4");
        Run shown = train(folder.resolve("n.hg"), "--conv", "2", "--patch", "8", "--report", folder + "/r.html");
        assertThat(shown.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(shown.err()).contains("learns patches");
        Run both = Run.of("evaluate", model.toString(), "--data", "x", "--clean", "y", "--iwae", "5");
        assertThat(both.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(both.err()).contains("leave out --iwae");
    }
}
