package io.hourglass.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.codec.archive.ArchiveReader;
import io.hourglass.codec.block.BlockKind;
import io.hourglass.codec.picture.FileGroup;
import io.hourglass.error.CorruptFileException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a folder come back under their names, PNG files with the same pixels, others with the same bytes. */
class FolderTest {
    @TempDir
    private Path scratch;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(scratch.resolve("in"));
    }

    private void image(String name, int type, int width, int height) throws IOException {
        image(name, new BufferedImage(width, height, type));
    }

    /** A slope with a little noise, in every channel another. */
    private void image(String name, BufferedImage image) throws IOException {
        int bands = image.getRaster().getNumBands();
        int most = (1 << image.getSampleModel().getSampleSize(0)) - 1;
        for (int at = 0; at < image.getWidth() * image.getHeight() * bands; at++) {
            int band = at % bands;
            int x = at / bands % image.getWidth();
            int y = at / bands / image.getWidth();
            int value = (most / 4 + (3 + band) * x + (5 - band) * y + at * 7919 % 11 % 3) & most;
            image.getRaster().setSample(x, y, band, value);
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    private byte[] compressed() throws IOException {
        return compressed(new FolderCompressor(CompressionPlan.usual()));
    }

    private byte[] compressed(FolderCompressor compressor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompressionReport report = compressor.compress(folder, out);
        assertThat(report.outputBytes()).isEqualTo(out.size());
        assertThat(report.inputBytes())
                .isEqualTo(files(folder).values().stream()
                        .mapToLong(bytes -> bytes.length)
                        .sum());
        return out.toByteArray();
    }

    private Path decompressed(byte[] archive, DecompressionPlan plan) throws IOException {
        Path out = Files.createTempDirectory(scratch, "out");
        report(archive, plan, out);
        return out;
    }

    private static DecompressionReport report(byte[] archive, DecompressionPlan plan, Path out) throws IOException {
        ArchiveReader reader = new ArchiveReader("a.hgz", new ByteArrayInputStream(archive));
        assertThat(FolderDecompressor.isFolder(reader)).isTrue();
        return new FolderDecompressor(plan).decompress(reader, out);
    }

    private static Map<String, byte[]> files(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private void samePixels(String name, Path out) throws IOException {
        BufferedImage before = ImageIO.read(folder.resolve(name).toFile());
        BufferedImage after = ImageIO.read(out.resolve(name).toFile());
        assertThat(after.getColorModel()).as(name).isEqualTo(before.getColorModel());
        int[] expected = before.getRaster().getPixels(0, 0, before.getWidth(), before.getHeight(), (int[]) null);
        assertThat(after.getRaster().getPixels(0, 0, before.getWidth(), before.getHeight(), (int[]) null))
                .as(name)
                .isEqualTo(expected);
    }

    @Test
    void imagesOfAllKindsComeBackWithTheirPixelsAndOtherFilesWithTheirBytes() throws IOException {
        image("grey.png", BufferedImage.TYPE_BYTE_GRAY, 70, 31);
        image("sub/deep.png", BufferedImage.TYPE_USHORT_GRAY, 20, 30);
        image("sub/colours.png", BufferedImage.TYPE_3BYTE_BGR, 66, 20);
        image("sub/clear.png", BufferedImage.TYPE_4BYTE_ABGR, 9, 80);
        byte[] steps = new byte[16];
        Arrays.setAll(new Object[16], i -> steps[i] = (byte) (16 * i));
        image(
                "palette.png",
                new BufferedImage(
                        40, 40, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(4, 16, steps, steps, steps)));
        Files.writeString(folder.resolve("notes.txt"), "no image at all");
        Files.createFile(folder.resolve("empty"));
        byte[] cut = Arrays.copyOf(Files.readAllBytes(folder.resolve("grey.png")), 300);
        Files.write(folder.resolve("cut.png"), cut);
        Path out = decompressed(compressed(), DecompressionPlan.usual());
        Map<String, byte[]> back = files(out);
        assertThat(back.keySet()).isEqualTo(files(folder).keySet());
        for (String name : List.of("notes.txt", "empty", "cut.png", "palette.png")) {
            assertThat(back.get(name)).as(name).isEqualTo(Files.readAllBytes(folder.resolve(name)));
        }
        for (String name : List.of("grey.png", "sub/deep.png", "sub/colours.png", "sub/clear.png")) {
            samePixels(name, out);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aLargeImageIsCodedInBandsAndManySmallOnesTogether(int threads) throws IOException {
        image("large.png", BufferedImage.TYPE_BYTE_GRAY, 65, 100);
        for (int i = 0; i < 30; i++) {
            image("small" + i + ".png", BufferedImage.TYPE_BYTE_GRAY, 10, 11 + i / 20);
        }
        CompressionPlan plan = CompressionPlan.usual().withThreads(threads);
        byte[] archive = compressed(new FolderCompressor(plan, 65 * 30));
        ArchiveContents contents = ArchiveContents.of("a.hgz", new ByteArrayInputStream(archive));
        assertThat(contents.records()).isEqualTo(31);
        assertThat(contents.blocks().get(BlockKind.IMAGES)).isEqualTo(4 + 2 + 1);
        Path out = decompressed(archive, DecompressionPlan.usual().withThreads(threads));
        assertThat(files(out).keySet()).isEqualTo(files(folder).keySet());
        for (String name : files(folder).keySet()) {
            samePixels(name, out);
        }
    }

    @Test
    void anArchiveIsHardlyLargerThanImagesWithoutAnyOrder() throws IOException {
        BufferedImage noise = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY);
        byte[] random = SampleTexts.random(1600, 4);
        for (int at = 0; at < random.length; at++) {
            noise.getRaster().setSample(at % 40, at / 40, 0, random[at] & 0xff);
        }
        ImageIO.write(noise, "png", folder.resolve("noise.png").toFile());
        byte[] archive = compressed();
        assertThat(archive.length).isLessThan((int) Files.size(folder.resolve("noise.png")) + 150);
        samePixels("noise.png", decompressed(archive, DecompressionPlan.usual()));
    }

    @Test
    void rowsAreFiles() throws IOException {
        for (int i = 0; i < 6; i++) {
            image(i + ".png", BufferedImage.TYPE_BYTE_GRAY, 12, 12);
        }
        Files.writeString(folder.resolve("6.txt"), "text");
        byte[] archive = compressed();
        Path out = decompressed(archive, DecompressionPlan.usual().withRows(new RowSpan(4, 7)));
        assertThat(files(out).keySet()).containsExactly("4.png", "5.png", "6.txt");
        samePixels("4.png", out);
        assertThat(files(decompressed(archive, DecompressionPlan.usual().withRows(new RowSpan(2, 3))))
                        .keySet())
                .containsExactly("2.png");
    }

    @Test
    void damageCostsTheFilesThatStandTogetherWithIt() throws IOException {
        image("a.png", BufferedImage.TYPE_BYTE_GRAY, 70, 70);
        image("b.png", BufferedImage.TYPE_3BYTE_BGR, 70, 70);
        image("c.png", BufferedImage.TYPE_BYTE_GRAY, 72, 70);
        byte[] archive = compressed();
        int refused = 0;
        for (int at = 60; at < archive.length - 60; at += 97) {
            byte[] damaged = archive.clone();
            damaged[at] ^= 4;
            assertThatThrownBy(() -> decompressed(damaged, DecompressionPlan.usual()))
                    .isInstanceOf(CorruptFileException.class);
            Path out = Files.createTempDirectory(scratch, "salvaged");
            DecompressionReport report =
                    report(damaged, DecompressionPlan.usual().salvaging(), out);
            assertThat(report.gaps()).isNotEmpty();
            assertThat(files(out).keySet()).hasSize(2);
            for (String name : files(out).keySet()) {
                samePixels(name, out);
            }
            refused++;
        }
        assertThat(refused).isGreaterThan(10);
    }

    @Test
    void whatComesOutIsBounded() throws IOException {
        image("a.png", BufferedImage.TYPE_BYTE_GRAY, 70, 70);
        byte[] archive = compressed();
        assertThatThrownBy(() -> decompressed(archive, DecompressionPlan.usual().withMaxOutput(4000)))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("--max-output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "/a", "a//b", "a/../../b", "", "C:x", "a\\b", "a\nb", "."})
    void namesThatLeadOutOfTheFolderAreRefused(String name) {
        assertThatThrownBy(() -> new FileGroup(0, List.of(name), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot stand in an archive");
    }

    @Test
    void groupsThatNobodyWroteAreRefused() {
        byte[] sound = new FileGroup(1, List.of("a"), List.of()).bytes();
        for (int length = 0; length < sound.length; length++) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThatThrownBy(() -> FileGroup.of(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        byte[] many = sound.clone();
        many[5] = 0x7f;
        assertThatThrownBy(() -> FileGroup.of(many)).isInstanceOf(IllegalArgumentException.class);
    }
}
