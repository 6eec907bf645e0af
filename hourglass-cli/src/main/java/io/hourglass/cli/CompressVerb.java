package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.codec.CompressionPlan;
import io.hourglass.codec.CompressionReport;
import io.hourglass.codec.ErrorBound;
import io.hourglass.codec.FolderCompressor;
import io.hourglass.codec.TableCompressor;
import io.hourglass.codec.layout.ImageStart;
import io.hourglass.data.source.DataSource;
import io.hourglass.file.ScratchFolder;
import io.hourglass.pixel.PixelPredictor;
import io.hourglass.words.Words;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A table, or a file of images, to a small archive. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "compress",
        description =
                "Compresses a table or images to an archive that decompress gives back, byte for byte or within a bound.")
final class CompressVerb extends Verb {
    private static final double NANOS = 1e9;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "F",
            description =
                    "The table: .csv, .tsv (.gz too); .npy, .npz, .parquet, .json or .ndjson, whose values and types come"
                            + " back; images of one size (IDX, or .npy of three or four axes; .gz too), whose unpacked bytes do; a folder, whose PNG files come back with the same pixels and others with the same bytes; any other file, whose bytes do; or - for standard input.")
    private String data;

    @Mixin
    private ByteOutput output = new ByteOutput();

    @Option(names = "--lossless", description = "The same bytes come back; so it is without --max-error.")
    private boolean lossless;

    @Option(
            names = "--max-error",
            paramLabel = "BOUND",
            description =
                    "How far off a number may come back: 1%% of its column's range, or an amount such as 0.05. Text"
                            + " and categories stay exact.")
    private String maxError;

    @Option(
            names = "--model",
            paramLabel = "M.hg",
            description =
                    "Predicts the pixels of images of one size by this model, made by train --pixels on such images. What"
                            + " it takes stands in the archive, which needs no other file.")
    private Path model;

    @Option(names = "--effort", paramLabel = "1..9", description = "Small (9) against fast (1).")
    private int effort;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Override
    void run(Console console) throws IOException {
        if (model != null && maxError != null) {
            throw new IllegalArgumentException("--model is for images and --max-error for tables; leave one out");
        }
        if (lossless && maxError != null) {
            throw new IllegalArgumentException("--lossless and --max-error exclude each other; leave one out");
        }
        output.check(console);
        CompressionPlan usual = CompressionPlan.usual().withEffort(effort).withThreads(threads.threads());
        CompressionPlan exact = model == null ? usual : usual.withPredictor(predictor());
        CompressionPlan plan = maxError == null ? exact : exact.withBound(ErrorBound.parse(maxError));
        long start = System.nanoTime();
        CompressionReport report = isFolder()
                ? compressFolder(plan, console)
                : TypedRows.isTyped(data) && !isImages(console)
                        ? compressTyped(plan, console)
                        : compress(ByteInput.openUnpacked(data, console), plan, console);
        double seconds = (System.nanoTime() - start) / NANOS;
        if (!output.isStandard()) {
            console.result(object(report, seconds), text(report, seconds));
        }
    }

    private PixelPredictor predictor() {
        return Hourglass.open(model)
                .pixels()
                .orElseThrow(() -> new IllegalArgumentException("--model " + model
                        + ": it has not learnt to predict pixels; train --pixels makes a model that has"));
    }

    private boolean isFolder() {
        return !data.equals(DataSource.STANDARD_INPUT) && Files.isDirectory(Path.of(data));
    }

    private CompressionReport compressFolder(CompressionPlan plan, Console console) throws IOException {
        if (maxError != null) {
            throw new IllegalArgumentException(
                    "--max-error is for tables; " + data + " is a folder, whose files stay exact");
        }
        Path place = Path.of(output.name()).toAbsolutePath().normalize();
        if (!output.isStandard()
                && place.startsWith(Path.of(data).toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("--out " + output.name() + " lies in the folder " + data
                    + " that is compressed; write it elsewhere");
        }
        CompressionReport[] report = new CompressionReport[1];
        output.write(console, out -> report[0] = new FolderCompressor(plan).compress(Path.of(data), out));
        return report[0];
    }

    private boolean isImages(Console console) throws IOException {
        try (InputStream in = new BufferedInputStream(ByteInput.openUnpacked(data, console), ImageStart.LONGEST)) {
            return maxError == null && TableCompressor.imagesOf(in).isPresent();
        }
    }

    private CompressionReport compress(InputStream text, CompressionPlan plan, Console console) throws IOException {
        CompressionReport[] report = new CompressionReport[1];
        try (text) {
            output.write(console, out -> report[0] = new TableCompressor(plan).compress(text, out));
        }
        return report[0];
    }

    private CompressionReport compressTyped(CompressionPlan plan, Console console) throws IOException {
        if (maxError != null) {
            throw new IllegalArgumentException("--max-error is for text (.csv, .tsv); " + data + " keeps its values");
        }
        Path text = ScratchFolder.path().resolve("compress.csv");
        CompressionPlan typed = plan.withOrigin(TypedRows.write(data, text, threads.threads()));
        CompressionReport report = compress(Files.newInputStream(text), typed, console);
        Files.delete(text);
        return report.ofInput(Files.size(Path.of(data)));
    }

    private JsonObject object(CompressionReport report, double seconds) {
        JsonObject object = new JsonObject();
        object.addProperty("archive", output.name());
        object.addProperty("inputBytes", report.inputBytes());
        object.addProperty("outputBytes", report.outputBytes());
        object.addProperty("modelBytes", report.modelBytes());
        object.addProperty("ratio", report.ratio());
        object.addProperty("rows", report.records());
        object.addProperty("seconds", seconds);
        object.addProperty("maxError", report.maxError());
        object.add("columns", ArchiveInspection.columns(report.columns()));
        return object;
    }

    private String text(CompressionReport report, double seconds) {
        String error = report.maxError() > 0
                ? String.format(Locale.ROOT, ", no number off by more than %.4g", report.maxError())
                : "";
        return String.format(
                Locale.ROOT,
                "%s: %d bytes from %d (%.2f to 1), %s, %.1f s%s",
                output.name(),
                report.outputBytes(),
                report.inputBytes(),
                report.ratio(),
                Words.count(report.records(), isFolder() ? "file" : "row"),
                seconds,
                error);
    }
}
