package io.hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.TableTexts;
import io.hourglass.data.sink.NpyStart;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import io.hourglass.error.DataException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSourceTest {
    @TempDir
    Path folder;

    private Path image(String name, String format, BufferedImage image) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        assertThat(ImageIO.write(image, format, path.toFile())).isTrue();
        return path;
    }

    private static BufferedImage filled(int width, int height, int type, int rgb) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    private static BufferedImage grey(int width, int height, int... samples) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, width, height, samples);
        return image;
    }

    private static BufferedImage noise(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(4);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt() | 0xFF00_0000);
            }
        }
        return image;
    }

    private Table open(Path path) {
        return DataSource.open(path.toString(), SourceOptions.defaults());
    }

    @Test
    void aSubFolderPerClassMakesTheLabels() throws IOException {
        image("dog/b.png", "png", grey(2, 1, 10, 255));
        image("cat/a.png", "png", grey(2, 1, 0, 51));
        Files.writeString(folder.resolve("cat/notes.txt"), "not an image");
        Table table = open(folder);
        assertThat(table.schema().columns())
                .containsExactly(
                        new TextColumn("file", "the names of the images"),
                        new ImageColumn("image", 1, 2, 1, 8),
                        new CategoricalColumn("label"));
        assertThat(TableTexts.rows(table))
                .containsExactly(
                        List.of("cat/a.png", Arrays.toString(new float[] {0, 0.2f}), "cat"),
                        List.of("dog/b.png", Arrays.toString(new float[] {10 / 255f, 1}), "dog"));
    }

    @Test
    void oneImageIsOneRow() throws IOException {
        Table table = open(image("x.png", "png", filled(1, 1, BufferedImage.TYPE_INT_RGB, 0x3366FF)));
        assertThat(TableTexts.rows(table))
                .containsExactly(List.of("x.png", Arrays.toString(new float[] {0.2f, 0.4f, 1})));
    }

    @Test
    void greySamplesAreTakenWithoutGamma() throws IOException {
        int[] all = new int[256];
        Arrays.setAll(all, i -> i);
        for (String format : List.of("png", "bmp", "gif")) {
            float[] pixels = open(image("all." + format, format, grey(16, 16, all)))
                    .open()
                    .next()
                    .pixels(1);
            for (int i = 0; i < 256; i++) {
                assertThat(pixels[i]).as(format + " " + i).isEqualTo(i / 255f);
            }
        }
    }

    @Test
    void greyAndColourTogetherBecomeColour() throws IOException {
        image("a.png", "png", grey(1, 1, 51));
        image("b.png", "png", filled(1, 1, BufferedImage.TYPE_3BYTE_BGR, 0xFF0000));
        Table table = open(folder);
        assertThat(table.schema().column(1)).isEqualTo(new ImageColumn("image", 1, 1, 3, 8));
        assertThat(table.open().next().pixels(1)).containsExactly(0.2f, 0.2f, 0.2f, 1, 0, 0);
    }

    @Test
    void transparencyIsDroppedAndSaidSo() throws IOException {
        image("a.png", "png", filled(1, 1, BufferedImage.TYPE_INT_ARGB, 0x80FF0000));
        Table table = open(folder);
        assertThat(table.notices()).hasSize(1).first().asString().contains("transparency of 1 of 1 images");
        assertThat(table.open().next().pixels(1)).containsExactly(1, 0, 0);
    }

    @Test
    void imagesOfSeveralSizesAreTablesOfOneSizeEachInTheOrderOfTheirNames() throws IOException {
        image("a.png", "png", grey(2, 1, 1, 2));
        image("b.png", "png", grey(2, 1, 1, 2));
        image("c.png", "png", grey(1, 2, 1, 2));
        image("d.png", "png", filled(2, 1, BufferedImage.TYPE_3BYTE_BGR, 0xFF0000));
        Table table = open(folder);
        assertThat(table.rowCount()).hasValue(4);
        assertThat(table.sizes())
                .extracting(each -> each.schema().column(1))
                .containsExactly(
                        new ImageColumn("image", 1, 2, 3, 8),
                        new ImageColumn("image", 2, 1, 3, 8),
                        new ImageColumn("image", 1, 2, 3, 8));
        assertThat(TableTexts.column(table.sizes().get(0), "file")).containsExactly("a.png", "b.png");
        assertThat(TableTexts.column(table.sizes().get(2), "file")).containsExactly("d.png");
    }

    @Test
    void imagesOfSeveralSizesHaveNoColumnsAndSayWhichDiffer() throws IOException {
        image("a.png", "png", grey(2, 1, 1, 2));
        image("c.png", "png", grey(1, 2, 1, 2));
        Table table = open(folder);
        for (Runnable use : List.<Runnable>of(table::schema, table::open, () -> table.select(List.of("image")))) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("a.png is 1x2 (height x width)")
                    .hasMessageContaining("c.png is 2x1")
                    .hasMessageContaining("--kind denoising");
        }
    }

    private void array(String name, int... shape) throws IOException {
        int values = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(4 * values).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values; i++) {
            bytes.putFloat(i - 0.5f);
        }
        byte[] start = NpyStart.of("<f4", shape);
        byte[] file = Arrays.copyOf(start, start.length + 4 * values);
        System.arraycopy(bytes.array(), 0, file, start.length, 4 * values);
        Files.write(folder.resolve(name), file);
    }

    @Test
    void aFolderOfArraysHoldsAnImageInEach() throws IOException {
        array("a.npy", 1, 2);
        array("b.npy", 1, 2);
        Table table = open(folder);
        assertThat(table.schema().column(0)).isEqualTo(new ImageColumn("image", 1, 2, 1, 32));
        assertThat(TableTexts.rows(table))
                .containsExactly(
                        List.of(Arrays.toString(new float[] {-0.5f, 0.5f}), "a.npy"),
                        List.of(Arrays.toString(new float[] {-0.5f, 0.5f}), "b.npy"));
        array("c.npy", 2, 2);
        assertThat(open(folder).sizes()).hasSize(2);
        array("d.npy", 2, 2, 3);
        assertThatThrownBy(() -> open(folder)).isInstanceOf(DataException.class).hasMessageContaining("2x2x3");
        Files.delete(folder.resolve("d.npy"));
        array("e.npy", 4);
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("e.npy", "this has 1");
    }

    @Test
    void aFolderWithoutImagesIsRefused() {
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds no images");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void anImageThatIsCutOffIsRefusedByPath(String format) throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY}) {
            Path whole = image("whole." + format, format, noise(40, 30, type));
            byte[] bytes = Files.readAllBytes(whole);
            assertThat(TableTexts.rows(open(whole))).hasSize(1);
            for (int kept : new int[] {10, bytes.length / 4, bytes.length / 2, bytes.length * 3 / 4}) {
                Path cut = Files.write(folder.resolve("cut." + format), Arrays.copyOf(bytes, kept));
                assertThatThrownBy(() -> TableTexts.rows(open(cut)))
                        .as(kept + " of " + bytes.length)
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("cut." + format);
            }
        }
    }

    @Test
    void aFileThatIsNoImageIsRefusedByPath() throws IOException {
        Files.writeString(folder.resolve("x.png"), "hello");
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("x.png is not an image");
    }
}
