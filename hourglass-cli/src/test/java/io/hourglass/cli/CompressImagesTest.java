package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images through the program: files of one size, folders, and models that predict pixels. */
final class CompressImagesTest {
    @TempDir
    private Path folder;

    private Path archive;

    @BeforeEach
    void namesTheArchive() {
        archive = folder.resolve("images.hgz");
    }

    private JsonObject compress(Path data, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("compress", "--data", data.toString(), "--out", archive.toString(), "--json"),
                        Stream.of(more))
                .toArray(String[]::new);
        return Run.of(arguments).done().json();
    }

    private Path decompress(String name, String... more) {
        Path out = folder.resolve(name);
        String[] arguments = Stream.concat(
                        Stream.of("decompress", archive.toString(), "--out", out.toString()), Stream.of(more))
                .toArray(String[]::new);
        Run.of(arguments).done();
        return out;
    }

    private Path model(Path data, String... more) {
        Path model = folder.resolve("m.hg");
        String[] arguments = Stream.concat(
                        Stream.of(
                                "train",
                                "--data",
                                data.toString(),
                                "--out",
                                model.toString(),
                                "--epochs",
                                "1",
                                "--code",
                                "2",
                                "--engine",
                                "java"),
                        Stream.of(more))
                .toArray(String[]::new);
        Run.of(arguments).done();
        return model;
    }

    @Test
    void aModelThatPredictsPixelsStandsInTheArchiveAndIsCountedApart() throws IOException {
        Path data = Samples.idx(folder.resolve("images.idx"));
        Path model = model(data, "--pixels", "--pixel-updates", "20");
        JsonObject told = compress(data, "--model", model.toString());
        long bytes = told.get("modelBytes").getAsLong();
        assertThat(bytes).isBetween(1000L, told.get("outputBytes").getAsLong());
        Files.delete(model);
        assertThat(decompress("back.idx")).hasSameBinaryContentAs(data);
        Run inspected = Run.of("inspect", archive.toString()).done();
        assertThat(inspected.out()).contains("images, ").contains(bytes + " are a model of pixels");
    }

    @Test
    void aModelWithoutAPredictorAndOtherMisuseIsTheCallers() throws IOException {
        Path data = Samples.idx(folder.resolve("images.idx"));
        Path model = model(data);
        String[] asked = {
            "compress", "--data", data.toString(), "--out", archive.toString(), "--model", model.toString()
        };
        Run run = Run.of(asked);
        assertThat(run.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(run.err()).contains("train --pixels");
        Path table = Samples.table(folder.resolve("rows.csv"));
        Run pixels = Run.of(
                "train",
                "--data",
                table.toString(),
                "--out",
                folder.resolve("t.hg").toString(),
                "--pixels");
        assertThat(pixels.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(pixels.err()).contains("no images");
    }

    @Test
    void aFolderComesBackUnderTheSameNames() throws IOException {
        Path data = Samples.images(Files.createDirectory(folder.resolve("in")));
        JsonObject told = compress(data);
        long files = told.get("rows").getAsLong();
        Path back = decompress("out");
        assertThat(names(back)).isEqualTo(names(data)).hasSize((int) files);
        assertThat(Run.of("decompress", archive.toString(), "--out", "-").status())
                .isEqualTo(ExitStatus.CALLER);
        assertThat(names(decompress("some", "--rows", "1:3")))
                .isEqualTo(names(data).subList(1, 3));
        assertThat(Run.of("inspect", archive.toString()).done().out()).contains(files + " files, ");
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
