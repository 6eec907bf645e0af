package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Table;
import io.hourglass.use.ImageQuality;
import io.hourglass.use.Restoration;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Photographs with white Gaussian noise, unclipped, before and after: by a model trained here with its defaults, and by scikit-image's
 * non-local means, which is told the deviation of the noise (Buades, Coll and Morel, "A non-local algorithm for image denoising", 2005).
 */
@Command(name = "denoising", description = "Photographs with noise, denoised by a model and by non-local means.")
final class DenoisingCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("images", "system", "psnr", "ssim", "seconds");
    private static final int TRAINED = 360;
    private static final double WHITE = 255;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "DIR", description = "A folder with train400 (grey) and kodak (in colour).")
    private Path folder;

    @Option(
            names = "--sigma",
            defaultValue = "25",
            description = "Deviation of the noise, of 255 (default: ${DEFAULT-VALUE}).")
    private double sigma;

    @Option(
            names = "--train",
            defaultValue = "--time-limit 60m",
            description = "More options of the training (default: ${DEFAULT-VALUE}).")
    private String options;

    @Option(
            names = "--model",
            paramLabel = "M.hg",
            description = "A model that was trained already; none is trained then.")
    private Path model;

    @Option(
            names = "--python",
            defaultValue = "python3",
            description = "A Python with scikit-image (default: ${DEFAULT-VALUE}).")
    private String python;

    /** Images without noise and with it. */
    private record Pictures(String name, Path clean, Path noisy) {}

    @Override
    public Integer call() throws IOException {
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("--sigma must be above 0, got " + sigma);
        }
        Path scratch = Files.createTempDirectory("denoising");
        JsonArray rows = new JsonArray();
        try {
            List<Path> photographs = pngs(folder.resolve("train400"));
            if (photographs.size() <= TRAINED) {
                throw new IllegalArgumentException(folder.resolve("train400") + " needs more than " + TRAINED
                        + " PNG images, of which the rest are to test on; got " + photographs.size());
            }
            Path trained = model == null ? train(photographs.subList(0, TRAINED), scratch, rows) : model;
            Path rest = copies(photographs.subList(TRAINED, photographs.size()), scratch.resolve("rest"));
            Path kodak = grey(pngs(folder.resolve("kodak")), scratch.resolve("kodak"));
            for (Pictures each :
                    List.of(noisy("train400 361–400", rest, scratch), noisy("kodak, grey", kodak, scratch))) {
                measure(each, trained, scratch, rows);
            }
        } finally {
            Folders.delete(scratch);
        }
        output.print("denoising", COLUMNS, rows);
        return 0;
    }

    private static List<Path> pngs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    private static Path copies(List<Path> files, Path folder) throws IOException {
        Files.createDirectory(folder);
        for (Path file : files) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        return folder;
    }

    /** The luma of Rec. 601 in whole steps, as the published comparisons have it. */
    private static Path grey(List<Path> files, Path folder) throws IOException {
        Files.createDirectory(folder);
        for (Path file : files) {
            BufferedImage colours = ImageIO.read(file.toFile());
            BufferedImage made =
                    new BufferedImage(colours.getWidth(), colours.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < made.getHeight(); y++) {
                for (int x = 0; x < made.getWidth(); x++) {
                    int rgb = colours.getRGB(x, y);
                    double luma = 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
                    made.getRaster().setSample(x, y, 0, (int) Math.round(luma));
                }
            }
            ImageIO.write(made, "png", folder.resolve(file.getFileName()).toFile());
        }
        return folder;
    }

    private Path train(List<Path> photographs, Path scratch, JsonArray rows) throws IOException {
        Path data = copies(photographs, scratch.resolve("learnt"));
        Path file = scratch.resolve("model.hg");
        System.err.println("bench: training on " + photographs.size() + " images");
        List<String> words = new ArrayList<>(List.of("train", "--data", data.toString(), "--out", file.toString()));
        words.addAll(List.of("--kind", "denoising", "--noise", "gaussian:0..0.2", "--conv", "auto"));
        words.addAll(List.of(options.isBlank() ? new String[0] : options.strip().split("\\s+")));
        JsonObject said = said(words, scratch);
        JsonObject row = new JsonObject();
        row.addProperty("images", "train400 001–360");
        row.addProperty("system", "hourglass, training");
        row.addProperty("seconds", Output.rounded(said.get("seconds").getAsDouble()));
        rows.add(row);
        return file;
    }

    private JsonObject said(List<String> words, Path scratch) throws IOException {
        return Measured.result(words, output.threadsOrAll(), scratch);
    }

    private Pictures noisy(String name, Path clean, Path scratch) throws IOException {
        Path noisy = clean.resolveSibling(clean.getFileName() + ".npy");
        String noise = String.format(Locale.ROOT, "gaussian:%.8f", sigma / WHITE);
        List<String> words = List.of(
                "noise",
                "--data",
                clean.toString(),
                "--noise",
                noise,
                "--seed",
                "1",
                "--out",
                noisy.toString(),
                "--json");
        Measured.hourglass(words, scratch).must("noise");
        return new Pictures(name, clean, noisy);
    }

    private void measure(Pictures pictures, Path trained, Path scratch, JsonArray rows) throws IOException {
        Path made = scratch.resolve("made-" + pictures.noisy.getFileName());
        long start = System.nanoTime();
        said(
                List.of("denoise", trained.toString(), "--data", pictures.noisy.toString(), "--out", made.toString()),
                scratch);
        double seconds = (System.nanoTime() - start) / 1e9;
        Restoration own = quality(pictures, made);
        rows.add(row(pictures.name, "none", own.before(), 0));
        rows.add(row(pictures.name, "hourglass", own.after(), seconds));
        for (String mode : List.of("fast", "slow")) {
            Path others = scratch.resolve(mode + "-" + pictures.noisy.getFileName());
            Measured run = Measured.run(
                    List.of(
                            python,
                            Peers.here()
                                    .root()
                                    .resolve("hourglass-bench/peers/nlm.py")
                                    .toString(),
                            pictures.noisy.toString(),
                            others.toString(),
                            Double.toString(sigma / WHITE),
                            mode),
                    scratch);
            if (run.status() != 0) {
                System.err.println("bench: no non-local means: " + run.said());
            } else {
                String name = "non-local means (" + mode + "), scikit-image " + run.said();
                rows.add(row(pictures.name, name, quality(pictures, others).after(), run.seconds()));
            }
        }
    }

    private static Restoration quality(Pictures pictures, Path made) {
        return Restoration.of(open(pictures.noisy), open(made), open(pictures.clean));
    }

    private static Table open(Path data) {
        return DataSource.open(data.toString(), SourceOptions.defaults());
    }

    private static JsonObject row(String images, String system, ImageQuality quality, double seconds) {
        JsonObject row = new JsonObject();
        row.addProperty("images", images);
        row.addProperty("system", system);
        row.addProperty("psnr", Output.rounded(quality.psnr()));
        row.addProperty("ssim", Output.rounded(quality.ssim()));
        if (seconds > 0) {
            row.addProperty("seconds", Output.rounded(seconds));
        }
        return row;
    }
}
