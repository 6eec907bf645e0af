package io.hourglass.data.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.TableTexts;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderSinkTest {
    private static final ImageColumn PIXEL = new ImageColumn("image", 1, 1, 1, 8);

    @TempDir
    Path folder;

    private List<String> written(String... names) throws IOException {
        Path out = Files.createDirectories(folder.resolve("deep/out"));
        MemoryTable table = MemoryTable.builder()
                .texts("file", names)
                .images(PIXEL, new float[names.length])
                .build();
        new ImageFolderSink(out, table.schema()).writeAll(table);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void namesAndClassesAreKept() throws IOException {
        assertThat(written("cat/1.jpg", "dog/1.png", "a.b.gif")).containsExactly("a.b.png", "cat/1.png", "dog/1.png");
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws IOException {
        assertThat(written(
                        "../x.png",
                        "/etc/x.png",
                        "a/../../x.png",
                        "..\\x.png",
                        "C:x.png",
                        "a\0b.png",
                        "",
                        null,
                        "./x.png",
                        ".png",
                        "nodot"))
                .hasSize(11)
                .allMatch(name -> name.matches("0000\\d\\d\\.png"));
    }

    @Test
    void namesThatOccurTwiceGetTheRowsNumber() throws IOException {
        assertThat(written("a.png", "a.jpg", "000003.png", "a.gif"))
                .containsExactly("000001.png", "000003.png", "_000003.png", "a.png");
    }

    @Test
    void sixteenBitsOfGreyAreKept() throws IOException {
        float[] pixels = {0, 1 / 65_535f, 12_345 / 65_535f, 1};
        MemoryTable table = MemoryTable.builder()
                .images(new ImageColumn("image", 2, 2, 1, 16), pixels)
                .build();
        new ImageFolderSink(folder, table.schema()).writeAll(table);
        Table back = DataSource.open(folder.toString(), SourceOptions.defaults());
        assertThat(back.schema().column(1)).isEqualTo(table.schema().column(0));
        assertThat(TableTexts.column(back, "image")).isEqualTo(TableTexts.column(table, "image"));
    }

    @Test
    void sixteenBitsOfEachColourAreKept() throws IOException {
        float[] pixels = {0, 1 / 65_535f, 12_345 / 65_535f, 1, 32_768 / 65_535f, 777 / 65_535f};
        MemoryTable table = MemoryTable.builder()
                .images(new ImageColumn("image", 1, 2, 3, 16), pixels)
                .build();
        new ImageFolderSink(folder, table.schema()).writeAll(table);
        Table back = DataSource.open(folder.toString(), SourceOptions.defaults());
        assertThat(back.schema().column(1)).isEqualTo(table.schema().column(0));
        assertThat(back.open().next().pixels(1)).containsExactly(pixels);
    }

    @Test
    void arraysKeepFloatsOfImagesOfSeveralSizes() throws IOException {
        ImageFiles files = new ImageFiles(folder, true);
        MemoryTable first = MemoryTable.builder()
                .images(new ImageColumn("image", 1, 2, 1, 8), -0.25f, 1.5f)
                .build();
        MemoryTable second = MemoryTable.builder()
                .images(new ImageColumn("image", 1, 1, 3, 8), 0.1f, 0.2f, 3)
                .build();
        new ImageFolderSink(files, first.schema()).writeAll(first);
        Table back = DataSource.open(folder.toString(), SourceOptions.defaults());
        assertThat(back.open().next().pixels(0)).containsExactly(-0.25f, 1.5f);
        new ImageFolderSink(files, second.schema()).writeAll(second);
        assertThat(folder.resolve("000000.npy")).exists();
        assertThat(folder.resolve("000001.npy")).exists();
    }

    @Test
    void rowsWithoutImagesOrWithOddChannelsAreRefused() {
        MemoryTable numbers = MemoryTable.builder().numbers("x", 1).build();
        assertThatThrownBy(() -> new ImageFolderSink(folder, numbers.schema()))
                .isInstanceOf(IllegalArgumentException.class);
        MemoryTable two = MemoryTable.builder()
                .images(new ImageColumn("image", 1, 1, 2, 8), 0, 0)
                .build();
        assertThatThrownBy(() -> new ImageFolderSink(folder, two.schema())).hasMessageContaining("2 channels");
    }
}
