package io.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.data.sink.ImageFolderSink;
import io.hourglass.data.sink.SinkFormat;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.JoinedTable;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.ReorderedRows;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.SelectedRows;
import io.hourglass.data.table.Split;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.WordColumn;
import io.hourglass.math.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every table promises, whatever it is read from. */
class TableContractTest {
    @TempDir
    static Path folder;

    private static List<Table> tables;

    static List<Table> tables() throws IOException {
        if (tables == null) {
            tables = made();
        }
        return tables;
    }

    private static List<Table> made() throws IOException {
        MemoryTable mixed = mixed(5_000);
        MemoryTable images = images(40);
        Table csv = file("mixed.csv", SinkFormat.CSV, mixed);
        Table idx = file("images.idx", SinkFormat.IDX, images);
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        new ImageFolderSink(pictures, images.schema()).writeAll(images);
        return List.of(
                mixed,
                images,
                MemoryTable.copyOf(csv),
                csv,
                file("mixed.tsv", SinkFormat.TSV, mixed),
                idx,
                file("numbers.idx", SinkFormat.IDX, mixed.select(List.of("a", "b"))),
                file("numbers.npy", SinkFormat.NPY, mixed.select(List.of("a", "b"))),
                file("numbers.npz", SinkFormat.NPZ, mixed.select(List.of("a", "b"))),
                file("images.npy", SinkFormat.NPY, images),
                DataSource.open(pictures.toString(), SourceOptions.defaults()),
                csv.select(List.of("b", "a")),
                csv.without(List.of("c")),
                csv.renamed("a", "z"),
                csv.rows(1_000, 4_321),
                csv.rows(4_990, 9_999),
                new SelectedRows(csv, row -> row % 3 == 1),
                Split.of(csv, 0.1, 3).validation(),
                new ReorderedRows(csv, RandomStream.of(4).permutation(5_000)),
                new JoinedTable(idx, mixed.rows(0, 40).select(List.of("c"))),
                csv.as(new Schema(List.of(new CategoricalColumn("c"), new NumericColumn("a", 3)))),
                mixed.as(new Schema(List.of(new CategoricalColumn("a")))));
    }

    private static MemoryTable mixed(int rows) {
        Random random = new Random(11);
        double[] a = random.doubles(rows).map(v -> Math.rint(v * 1e4) / 1e2).toArray();
        double[] b =
                random.doubles(rows).map(v -> v < 0.1 ? Double.NaN : (float) v).toArray();
        String[] c =
                random.ints(rows, 0, 4).mapToObj(i -> i == 0 ? null : "k" + i).toArray(String[]::new);
        return MemoryTable.builder()
                .numbers("a", a)
                .numbers("b", b)
                .categories("c", c)
                .build();
    }

    private static MemoryTable images(int rows) {
        Random random = new Random(12);
        float[] pixels = new float[rows * 12];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256) / 255f;
        }
        return MemoryTable.builder()
                .images(new ImageColumn("image", 3, 4, 1, 8), pixels)
                .build();
    }

    private static Table file(String name, SinkFormat format, Table table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.open(out, false, table.schema(), table.rowCount()).writeAll(table);
        Path path = Files.write(folder.resolve(name), out.toByteArray());
        return DataSource.open(path.toString(), SourceOptions.defaults());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void readingTwiceGivesTheSameRows(Table table) {
        assertThat(TableTexts.rows(table)).isNotEmpty().isEqualTo(TableTexts.rows(table));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void twoOpenCursorsDoNotDisturbEachOther(Table table) {
        try (Cursor first = table.open();
                Cursor second = table.open()) {
            Batch one = first.next();
            first.next();
            assertThat(second.next().rows()).isEqualTo(one.rows());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theRowCountIsTheNumberOfRows(Table table) {
        assertThat(table.rowCount()).hasValue(TableTexts.rows(table).size());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void batchesHoldWhatTheSchemaSays(Table table) {
        Schema schema = table.schema();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                assertThat(batch.rows()).isPositive();
                assertThat(batch.columns()).isEqualTo(schema.width());
                for (int c = 0; c < schema.width(); c++) {
                    assertThat(cells(batch, c, schema.column(c)))
                            .isEqualTo(batch.rows() * schema.column(c).valuesPerRow());
                }
            }
            assertThat(cursor.badRows()).isZero();
            assertThat(cursor.badRowReports()).isEmpty();
        }
    }

    private static int cells(Batch batch, int c, Column column) {
        if (column instanceof ImageColumn) {
            return batch.pixels(c).length;
        }
        return column instanceof WordColumn ? batch.texts(c).length : batch.numbers(c).length;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theEndIsTheEndAndClosingEarlyOrTwiceIsFine(Table table) {
        Cursor whole = table.open();
        while (whole.next() != null) {}
        assertThat(whole.next()).isNull();
        whole.close();
        whole.close();
        Cursor early = table.open();
        early.next();
        early.close();
        assertThat(TableTexts.rows(table)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableConformsToItsOwnSchemaUnchanged(Table table) {
        Table again = table.as(table.schema());
        assertThat(again.schema()).isEqualTo(table.schema());
        assertThat(TableTexts.rows(again)).isEqualTo(TableTexts.rows(table));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theSourceIsNamed(Table table) {
        assertThat(table.source()).isNotBlank();
        assertThat(table.notices()).isNotNull();
    }
}
