package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.codec.CompressionPlan;
import io.hourglass.codec.CompressionReport;
import io.hourglass.codec.DecompressionPlan;
import io.hourglass.codec.FolderCompressor;
import io.hourglass.codec.FolderDecompressor;
import io.hourglass.codec.TableCompressor;
import io.hourglass.codec.TableDecompressor;
import io.hourglass.codec.archive.ArchiveReader;
import io.hourglass.codec.layout.ImageStart;
import io.hourglass.pixel.PixelPredictor;
import java.awt.image.Raster;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sizes of real tables and images beside those that general compressors reach; every archive is decoded and compared. */
@Command(
        name = "compression",
        description = "Sizes of the tables and images of a folder, beside xz, zstd, bzip2, zpaq and Parquet.")
final class CompressionCommand implements Runnable {
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;
    private static final String ABSENT = "-";
    private static final List<String> COLUMNS = List.of(
            "table",
            "bytes",
            "hourglass",
            "modelBytes",
            "xz",
            "zstd",
            "bzip2",
            "zpaq",
            "parquet",
            "toBest",
            "compressSeconds",
            "decompressSeconds",
            "compressMBs",
            "decompressMBs",
            "cmp");
    private static final List<String> OTHERS = List.of("xz", "zstd", "bzip2", "zpaq", "parquet");

    @Parameters(
            paramLabel = "DIR",
            description =
                    "A folder; its .csv, .csv.gz and IDX files of images are taken, and its folders of PNG files as one each; folders"
                            + " below it too.")
    private Path folder;

    @Option(names = "--effort", description = "1 to 9 (default: ${DEFAULT-VALUE}).", defaultValue = "6")
    private int effort;

    @Option(
            names = "--least",
            description = "Files of at least so many bytes (default: ${DEFAULT-VALUE}).",
            defaultValue = "10000")
    private long least;

    @Option(names = "--model", description = "A model that predicts the pixels of those IDX files that it fits.")
    private Path model;

    @Mixin
    private Output output;

    private Optional<PixelPredictor> predictor = Optional.empty();

    @Override
    public void run() {
        try {
            measure();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure() throws IOException, InterruptedException {
        List<Path> files = files(file -> file.matches(".*(\\.csv|\\.idx|images-idx3-ubyte)(\\.gz)?"));
        List<Path> folders = files(file -> file.endsWith(".png")).stream()
                .map(Path::getParent)
                .distinct()
                .toList();
        predictor = model == null ? Optional.empty() : Hourglass.open(model).pixels();
        Path work = Files.createTempDirectory("bench-compression");
        JsonArray rows = new JsonArray();
        for (Path file : files) {
            Path table = work.resolve("table.csv");
            try (InputStream in = open(file)) {
                Files.copy(in, table, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            if (Files.size(table) >= least) {
                rows.add(row(file.getFileName().toString(), table));
            }
            Files.delete(table);
        }
        for (Path images : folders) {
            rows.add(folderRow(images, work));
        }
        Files.delete(work);
        output.print("compression", COLUMNS, rows);
    }

    /** The files below the folder whose names are taken, in order. */
    private List<Path> files(Predicate<String> taken) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> taken.test(file.toString())).sorted().toList();
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
    }

    private JsonObject row(String name, Path table) throws IOException, InterruptedException {
        JsonObject row = new JsonObject();
        row.addProperty("table", name);
        long bytes = Files.size(table);
        row.addProperty("bytes", bytes);
        Path archive = table.resolveSibling("table.hgz");
        Path back = table.resolveSibling("back.csv");
        boolean images = isImages(table);
        long start = System.nanoTime();
        CompressionReport report;
        try (InputStream in = Files.newInputStream(table);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
            report = new TableCompressor(images ? predicting(table) : plan()).compress(in, out);
        }
        double compressing = (System.nanoTime() - start) / NANOS;
        start = System.nanoTime();
        try (InputStream in = Files.newInputStream(archive);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(back))) {
            new TableDecompressor(DecompressionPlan.usual().withThreads(output.threads())).decompress(name, in, out);
        }
        double decompressing = (System.nanoTime() - start) / NANOS;
        row.addProperty("modelBytes", report.modelBytes());
        row.addProperty("hourglass", Files.size(archive));
        row.addProperty("xz", size("xz", "-9e", "-k", "-c", table.toString()));
        row.addProperty("zstd", size("zstd", "-22", "--ultra", "-q", "-c", table.toString()));
        row.addProperty("bzip2", size("bzip2", "-9", "-k", "-c", table.toString()));
        row.addProperty("zpaq", zpaq(table));
        row.addProperty("parquet", images ? ABSENT : parquet(table));
        long size = Files.size(archive);
        best(row).ifPresent(least -> row.addProperty("toBest", Output.rounded(size / least)));
        pace(row, bytes, compressing, decompressing);
        row.addProperty("cmp", Files.mismatch(table, back) < 0 ? "same" : "DIFFERENT");
        Files.delete(archive);
        Files.delete(back);
        return row;
    }

    private static void pace(JsonObject row, long bytes, double compressing, double decompressing) {
        row.addProperty("compressSeconds", Output.rounded(compressing));
        row.addProperty("decompressSeconds", Output.rounded(decompressing));
        row.addProperty("compressMBs", Output.rounded(bytes / compressing / MEGA));
        row.addProperty("decompressMBs", Output.rounded(bytes / decompressing / MEGA));
    }

    private CompressionPlan plan() {
        return CompressionPlan.usual().withEffort(effort).withThreads(output.threads());
    }

    private static Optional<ImageStart> start(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), ImageStart.LONGEST)) {
            return TableCompressor.imagesOf(in);
        }
    }

    private static boolean isImages(Path file) throws IOException {
        return start(file).isPresent();
    }

    /** With the model where that fits the images. */
    private CompressionPlan predicting(Path file) throws IOException {
        ImageStart images = start(file).orElseThrow();
        return predictor
                .filter(images::isPredictedBy)
                .map(each -> plan().withPredictor(each))
                .orElse(plan());
    }

    /** A folder of PNG files, whose own bytes are what it is compared with. */
    private JsonObject folderRow(Path images, Path work) throws IOException {
        Path archive = work.resolve("images.hgz");
        Path back = Files.createDirectory(work.resolve("images"));
        long start = System.nanoTime();
        CompressionReport report;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
            report = new FolderCompressor(plan()).compress(images, out);
        }
        double compressing = (System.nanoTime() - start) / NANOS;
        start = System.nanoTime();
        try (InputStream in = Files.newInputStream(archive)) {
            new FolderDecompressor(DecompressionPlan.usual().withThreads(output.threads()))
                    .decompress(new ArchiveReader("images", in), back);
        }
        double decompressing = (System.nanoTime() - start) / NANOS;
        JsonObject row = new JsonObject();
        row.addProperty("table", images.getFileName() + "/");
        row.addProperty("bytes", report.inputBytes());
        row.addProperty("hourglass", report.outputBytes());
        row.addProperty("modelBytes", report.modelBytes());
        OTHERS.forEach(other -> row.addProperty(other, ABSENT));
        row.addProperty("toBest", Output.rounded((double) report.outputBytes() / report.inputBytes()));
        pace(row, report.inputBytes(), compressing, decompressing);
        row.addProperty("cmp", samePixels(images, back) ? "same" : "DIFFERENT");
        Files.delete(archive);
        return row;
    }

    /** Compares the pixels of all PNG files, and removes those that came back. */
    private static boolean samePixels(Path before, Path after) throws IOException {
        List<Path> files;
        try (var all = Files.walk(after)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        boolean same = true;
        for (Path file : files) {
            if (file.toString().endsWith(".png")) {
                Raster found = ImageIO.read(file.toFile()).getRaster();
                Raster expected = ImageIO.read(
                                before.resolve(after.relativize(file)).toFile())
                        .getRaster();
                same &= Arrays.equals(
                        found.getPixels(0, 0, found.getWidth(), found.getHeight(), (int[]) null),
                        expected.getPixels(0, 0, expected.getWidth(), expected.getHeight(), (int[]) null));
            }
            Files.delete(file);
        }
        return same;
    }

    /** The fewest bytes that another system needs; empty where none could be measured. */
    static OptionalDouble best(JsonObject row) {
        return OTHERS.stream()
                .map(name -> row.get(name).getAsString())
                .filter(size -> !size.equals(ABSENT))
                .mapToDouble(Double::parseDouble)
                .min();
    }

    /** What a command writes to standard output in bytes, or {@value #ABSENT} where there is no such command. */
    private static String size(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            long size = process.getInputStream().transferTo(OutputStream.nullOutputStream());
            return process.waitFor() == 0 ? Long.toString(size) : ABSENT;
        } catch (IOException e) {
            return ABSENT;
        }
    }

    /** The same rows as a Parquet file of DuckDB's, which writes what it takes them for, by zstd at level 19. */
    private static String parquet(Path table) throws IOException {
        Path file = table.resolveSibling("table.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select * from read_csv('" + table + "', sample_size = -1)) to '" + file
                    + "' (format parquet, compression zstd, compression_level 19)");
            return Long.toString(Files.size(file));
        } catch (SQLException e) {
            return ABSENT;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String zpaq(Path table) throws IOException, InterruptedException {
        Path archive = table.resolveSibling("table.zpaq");
        List<String> command = new ArrayList<>(List.of("zpaq", "a", archive.toString(), table.toString(), "-m5"));
        String told = size(command.toArray(new String[0]));
        String size = told.equals(ABSENT) || !Files.exists(archive) ? ABSENT : Long.toString(Files.size(archive));
        Files.deleteIfExists(archive);
        return size;
    }
}
