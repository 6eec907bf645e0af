package io.hourglass.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.sink.FileFormat;
import io.hourglass.data.sink.TableSink;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbSinkTest {
    private static final double NAN = Double.NaN;

    @TempDir
    private Path folder;

    private static Table table() {
        return MemoryTable.builder()
                .numbers(new NumericColumn("whole", 0), 1, NAN, -3e9)
                .numbers(new NumericColumn("number", -1), 0.1, NAN, 1e-30)
                .numbers(new BooleanColumn("truth", "False", "True"), 1, NAN, 0)
                .numbers(new BooleanColumn("bit", "0", "1"), 1, NAN, 0)
                .numbers(new BooleanColumn("sex", "Female", "Male"), 1, NAN, 0)
                .numbers(new InstantColumn("day", "dd.MM.yyyy"), 0, NAN, -86_400)
                .numbers(new InstantColumn("time", "uuuu-MM-dd'T'HH:mm:ss.SSS"), 1.25, NAN, -0.5)
                .categories("word", "a 'b' \"c\"", null, "ü\n")
                .build();
    }

    private Path written(String name, Table table) {
        Path file = folder.resolve(name);
        FileFormat format = FileFormat.of(name).orElseThrow();
        format.open(file, FileFormat.extension(name), table.schema(), 2).writeAll(table);
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.parquet", "t.ndjson", "t.jsonl", "t.json"})
    void whatIsWrittenIsReadBack(String name) {
        Table back = Sql.open(written(name, table())).as(table().schema());
        assertThat(Sql.rows(back)).isEqualTo(Sql.rows(table()));
    }

    @Test
    void parquetHasTheTypesThatFitTheColumns() {
        Path file = written("types.parquet", table());
        Relation relation = new Relation("read_parquet('" + file + "')", "x", true, 1);
        assertThat(relation.fields().stream().map(Relation.Field::type))
                .containsExactly("BIGINT", "DOUBLE", "BOOLEAN", "BIGINT", "VARCHAR", "DATE", "TIMESTAMP", "VARCHAR");
    }

    @Test
    void manyRowsKeepTheirOrder() {
        double[] numbers = new double[100_003];
        Arrays.setAll(numbers, i -> i);
        Schema schema = new Schema(List.of(new NumericColumn("n", 0)));
        Path file = folder.resolve("many.parquet");
        try (TableSink sink = new DuckDbFiles().open(file, "parquet", schema, 2)) {
            for (int from = 0; from < numbers.length; from += 5000) {
                double[] part = Arrays.copyOfRange(numbers, from, Math.min(numbers.length, from + 5000));
                sink.write(Batch.builder(part.length).numbers(part).build());
            }
        }
        try (var cursor = Sql.open(file).open()) {
            int next = 0;
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (double cell : batch.numbers(0)) {
                    assertThat(cell == numbers[next++]).isTrue();
                }
            }
            assertThat(next).isEqualTo(numbers.length);
        }
    }

    @Test
    void aFolderThatIsNotThereIsTheMachinesFailure() {
        Path file = folder.resolve("none/x.parquet");
        assertThatThrownBy(() -> new DuckDbFiles()
                        .open(file, "parquet", table().schema(), 1)
                        .writeAll(table()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("x.parquet");
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void imagesAreRefusedBeforeAnythingIsWritten() {
        Schema images = new Schema(List.of(new ImageColumn("image", 2, 2, 1, 8)));
        assertThatThrownBy(() -> new DuckDbFiles().open(folder.resolve("i.parquet"), "parquet", images, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 'image' holds images");
        assertThat(folder).isEmptyDirectory();
    }
}
