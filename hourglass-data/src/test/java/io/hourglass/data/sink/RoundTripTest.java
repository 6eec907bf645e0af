package io.hourglass.data.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.TableTexts;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MemoryTableBuilder;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final String[] NASTY = {
        "a,b",
        "q\"uote",
        "line\nbreak",
        "carriage\rreturn",
        "crlf\r\n",
        "tab\tstop",
        "semi;colon",
        "'",
        "\"",
        "\"\"",
        "#x",
        "=1+1",
        "ü",
        "日本語",
        "😀",
        "\\",
        "\\N",
        "e\u0301",
        "\u00A0",
        "-",
        "x y",
        "TRUE",
        "None",
        ",",
        "﻿bom"
    };

    @TempDir
    Path folder;

    private Table written(String name, Table table, boolean known) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(path)) {
            OptionalLong rows = known ? table.rowCount() : OptionalLong.empty();
            long count = SinkFormat.of(name)
                    .open(out, SinkFormat.isPacked(name), table.schema(), rows)
                    .writeAll(table);
            assertThat(count).isEqualTo(table.rowCount().getAsLong());
        }
        return DataSource.open(path.toString(), SourceOptions.defaults());
    }

    private static double number(Random random, int decimals) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> -0.0;
            case 2 -> random.nextInt(100);
            default ->
                decimals >= 0
                        ? Math.rint(random.nextGaussian() * 1e4) / Math.rint(Math.pow(10, decimals))
                        : Float.intBitsToFloat(random.nextInt() & 0xBFFF_FFFF);
        };
    }

    private static MemoryTable random(long seed) {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(300);
        MemoryTableBuilder table = MemoryTable.builder();
        for (int c = 0; c < 1 + random.nextInt(6); c++) {
            String name = NASTY[random.nextInt(NASTY.length)].strip() + c;
            double[] numbers = new double[rows];
            switch (random.nextInt(4)) {
                case 0 -> {
                    int decimals = random.nextInt(5) - 1;
                    Arrays.setAll(numbers, i -> number(random, decimals));
                    table.numbers(new NumericColumn(name, decimals), numbers);
                }
                case 1 -> {
                    Arrays.setAll(numbers, i -> random.nextInt(5) == 0 ? Double.NaN : random.nextInt(2));
                    table.numbers(new BooleanColumn(name, "no, \"never\"", "yes"), numbers);
                }
                case 2 -> {
                    Arrays.setAll(numbers, i -> random.nextInt(2_000_000_000) + random.nextInt(1000) / 1e3);
                    table.numbers(new InstantColumn(name, "uuuu-MM-dd HH:mm:ss.SSSX"), numbers);
                }
                default -> {
                    String[] texts = new String[rows];
                    Arrays.setAll(texts, i -> random.nextInt(6) == 0 ? null : NASTY[random.nextInt(NASTY.length)]);
                    table.categories(name, texts);
                }
            }
        }
        return table.build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void textFilesGiveBackEveryCell(long seed) throws IOException {
        MemoryTable table = random(seed);
        for (String name : List.of("t.csv", "t.tsv", "t.csv.gz", "t.tsv.gz")) {
            Table back = written(name, table, true).as(table.schema());
            assertThat(back.schema().columns()).isEqualTo(table.schema().columns());
            assertThat(TableTexts.rows(back)).isEqualTo(TableTexts.rows(table));
            assertSameValues(back, table);
        }
    }

    /** Texts are equal already; values may differ where a float is written shorter than a double would be. */
    private static void assertSameValues(Table back, Table table) {
        List<String> a = floats(back);
        List<String> b = floats(table);
        assertThat(a).isEqualTo(b);
    }

    private static List<String> floats(Table table) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    float[] values = new float[batch.columns()];
                    for (int c = 0; c < values.length; c++) {
                        Column column = table.schema().column(c);
                        values[c] = column instanceof NumericColumn ? (float) batch.numbers(c)[row] : 0;
                    }
                    rows.add(Arrays.toString(values));
                }
            }
        }
        return rows;
    }

    @Test
    void aMissingCellAloneOnItsLineIsStillARow() throws IOException {
        MemoryTable table =
                MemoryTable.builder().categories("only", "a", null, "b", null).build();
        assertThat(TableTexts.rows(written("one.csv", table, true)))
                .isEqualTo(TableTexts.rows(table))
                .hasSize(4);
    }

    @Test
    void extremeFloatsSurvive() throws IOException {
        MemoryTable table = MemoryTable.builder()
                .numbers("x", Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -0.0, 1e-30f, 16777217)
                .build();
        for (String name : List.of("x.csv", "x.npy", "x.npz", "x.idx", "x.idx.gz")) {
            List<String> back = floats(written(name, table, true));
            assertThat(back).isEqualTo(floats(table));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"n.npy", "n.npz", "n.idx", "n.idx.gz"})
    void arraysOfNumbersGiveBackEveryValue(String name) throws IOException {
        Random random = new Random(5);
        double[] singles =
                random.doubles(2_500).map(v -> v < 0.1 ? Double.NaN : (float) v).toArray();
        double[] decimals =
                random.doubles(2_500).map(v -> Math.rint(v * 1e7) / 1e2).toArray();
        MemoryTable table = MemoryTable.builder()
                .numbers("x0", singles)
                .numbers(new NumericColumn("x1", 2), decimals)
                .build();
        for (boolean known : new boolean[] {true, false}) {
            Table back = written(name, table, known);
            assertThat(back.rowCount()).hasValue(2_500);
            Batch first = MemoryTable.copyOf(back).open().next();
            assertThat(first.numbers(0)).containsExactly(table.open().next().numbers(0));
            assertThat(first.numbers(1)).containsExactly(table.open().next().numbers(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void imagesComeBackFromEveryFormat(int channels) throws IOException {
        float[] pixels = new float[7 * 5 * 4 * channels];
        Random random = new Random(6);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256) / 255f;
        }
        MemoryTable table = MemoryTable.builder()
                .images(new ImageColumn("image", 5, 4, channels, 8), pixels)
                .build();
        for (String name : List.of("i.npy", "i.npz", "i.idx", "i.idx.gz")) {
            Table back = written(name, table, channels == 1);
            assertThat(back.schema().column(0).kind()).isEqualTo("image");
            assertThat(TableTexts.column(back, "image")).isEqualTo(TableTexts.column(table, "image"));
        }
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        new ImageFolderSink(pictures, table.schema()).writeAll(table);
        Table back = DataSource.open(pictures.toString(), SourceOptions.defaults());
        assertThat(TableTexts.column(back, "image")).isEqualTo(TableTexts.column(table, "image"));
        assertThat(TableTexts.column(back, "file"))
                .startsWith("000000.png", "000001.png")
                .hasSize(7);
    }

    @Test
    void noisyImagesKeepTheirFloatsInNpyAndAreClippedInIdx() throws IOException {
        MemoryTable table = MemoryTable.builder()
                .images(new ImageColumn("image", 1, 3, 1, 32), -0.25f, 0.5f, 1.75f)
                .build();
        assertThat(written("i.npy", table, true).open().next().pixels(0)).containsExactly(-0.25f, 0.5f, 1.75f);
        assertThat(written("i.idx", table, true).open().next().pixels(0)).containsExactly(0, 128 / 255f, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SinkFormat.class,
            names = {"NPY", "NPZ", "IDX"})
    void wordsDoNotFitIntoArrays(SinkFormat format) {
        MemoryTable table = MemoryTable.builder().categories("job", "x").build();
        assertThatThrownBy(() -> format.open(OutputStream.nullOutputStream(), false, table.schema(), table.rowCount()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 'job' is categorical");
    }

    @ParameterizedTest
    @EnumSource(
            value = SinkFormat.class,
            names = {"CSV", "TSV", "FOLDER"})
    void imagesDoNotFitIntoText(SinkFormat format) {
        MemoryTable table = MemoryTable.builder()
                .images(new ImageColumn("image", 1, 1, 1, 8), 0)
                .build();
        assertThatThrownBy(() -> format.open(OutputStream.nullOutputStream(), false, table.schema(), table.rowCount()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPromisedRowCountIsKept() {
        MemoryTable table = MemoryTable.builder().numbers("x", 1, 2).build();
        TableSink sink =
                SinkFormat.NPY.open(OutputStream.nullOutputStream(), false, table.schema(), OptionalLong.of(3));
        assertThatThrownBy(() -> sink.writeAll(table)).hasMessageContaining("needed 3, got 2");
    }

    @Test
    void theSameTableGivesTheSameBytes() throws IOException {
        MemoryTable table = random(99);
        written("a.csv.gz", table, true);
        written("b.csv.gz", table, true);
        assertThat(folder.resolve("a.csv.gz")).hasSameBinaryContentAs(folder.resolve("b.csv.gz"));
        MemoryTable numbers = MemoryTable.builder().numbers("x", 1, 2).build();
        written("a.npz", numbers, true);
        written("b.npz", numbers, true);
        assertThat(folder.resolve("a.npz")).hasSameBinaryContentAs(folder.resolve("b.npz"));
    }

    @Test
    void namesChooseTheFormat() {
        assertThat(SinkFormat.of("-")).isEqualTo(SinkFormat.CSV);
        assertThat(SinkFormat.of("a/B.CSV.gz")).isEqualTo(SinkFormat.CSV);
        assertThat(SinkFormat.of("x-idx3-ubyte.gz")).isEqualTo(SinkFormat.IDX);
        assertThat(SinkFormat.of("out/images")).isEqualTo(SinkFormat.FOLDER);
        assertThatThrownBy(() -> SinkFormat.of("x.xlsx")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SinkFormat.of("x.npy.gz")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void categoriesOfTheOriginalSchemaStayCategories() throws IOException {
        MemoryTable table = MemoryTable.builder().categories("n", "1", "2").build();
        assertThat(written("c.csv", table, true).as(table.schema()).schema().column(0))
                .isEqualTo(new CategoricalColumn("n"));
    }
}
