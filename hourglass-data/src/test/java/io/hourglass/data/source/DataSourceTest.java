package io.hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.TableTexts;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceTest {
    @TempDir
    Path folder;

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    private String text(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Table open(String data) {
        return DataSource.open(data, SourceOptions.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.parquet", "x.json", "x.ndjson"})
    void whatNeedsDuckDbSaysSo(String name) throws IOException {
        String data = text(name, "{}");
        assertThatThrownBy(() -> open(data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("needs the DuckDB module, which is not part of this build");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "none.csv",
                "none.npy",
                "none.npz",
                "none.idx",
                "none.png",
                "none.parquet",
                "no/ne.csv",
                "no\0ne"
            })
    void missingFilesAreNamed(String name) {
        assertThatThrownBy(() -> open(folder + "/" + name))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void unknownKindsListTheKnownOnes() throws IOException {
        String data = text("x.dat", "a,b\n1,2\n");
        assertThatThrownBy(() -> open(data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("x.dat is of no known kind; needed .csv");
        String empty = text("y", "");
        assertThatThrownBy(() -> open(empty)).isInstanceOf(DataException.class).hasMessageContaining("is empty");
    }

    @Test
    void binaryKindsAreKnownByTheirFirstBytes() throws IOException {
        String idx = file("a", ArraySourceTest.idx(8, new int[] {1, 1, 1}, 7));
        assertThat(open(idx).schema().columns()).containsExactly(new ImageColumn("image", 1, 1, 1, 8));
        String npy = file("b", ArraySourceTest.npy("'|u1'", "False", "(1,)", new byte[] {7}));
        assertThat(open(npy).schema().columns()).containsExactly(new NumericColumn("x0", 0));
    }

    @Test
    void labelsComeFromAnyFileOfOneColumn() throws IOException {
        String images = file("i.idx", ArraySourceTest.idx(8, new int[] {2, 1, 1}, 7, 8));
        List<String> labels = List.of(
                file("l.idx", ArraySourceTest.idx(8, new int[] {2}, 0, 1)),
                file("l.npy", ArraySourceTest.npy("'|u1'", "False", "(2,)", new byte[] {0, 1})),
                text("l.csv", "class\n0\n1\n"));
        for (String label : labels) {
            Table table = DataSource.open(images, SourceOptions.defaults().withLabels(Path.of(label)));
            assertThat(table.schema().column(1)).isEqualTo(new CategoricalColumn("label"));
            assertThat(TableTexts.column(table, "label")).containsExactly("0", "1");
        }
        String fractions = text("f.csv", "y\n0.5\n1\n");
        assertThat(DataSource.open(images, SourceOptions.defaults().withLabels(Path.of(fractions)))
                        .schema()
                        .column(1))
                .isEqualTo(new NumericColumn("label", 1));
    }

    @Test
    void labelsThatDoNotFitAreRefused() throws IOException {
        String images = file("i.idx", ArraySourceTest.idx(8, new int[] {2, 1, 1}, 7, 8));
        Path three = Path.of(file("three.idx", ArraySourceTest.idx(8, new int[] {3}, 0, 1, 2)));
        assertThatThrownBy(
                        () -> DataSource.open(images, SourceOptions.defaults().withLabels(three)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("i.idx has 2 rows")
                .hasMessageContaining("three.idx has 3");
        Path wide = Path.of(text("wide.csv", "a,b\n1,2\n3,4\n"));
        assertThatThrownBy(
                        () -> DataSource.open(images, SourceOptions.defaults().withLabels(wide)))
                .hasMessageContaining("has 2 columns; labels are one column");
        String labelled = text("l.csv", "label\n1\n2\n");
        assertThatThrownBy(
                        () -> DataSource.open(labelled, SourceOptions.defaults().withLabels(three)))
                .hasMessageContaining("has a column 'label' already");
    }

    @Test
    void anExpectedSchemaIsAppliedToEveryKind() throws IOException {
        Schema expected = new Schema(List.of(new CategoricalColumn("x0")));
        String npy = file("b.npy", ArraySourceTest.npy("'|u1'", "False", "(1,)", new byte[] {7}));
        String csv = text("b.csv", "x0\n7\n");
        for (String data : List.of(npy, csv)) {
            Table table = DataSource.open(data, SourceOptions.defaults(), expected);
            assertThat(table.schema().columns()).isEqualTo(expected.columns());
            assertThat(TableTexts.rows(table)).containsExactly(List.of("7"));
        }
        var in = new ByteArrayInputStream("x0\n7\n".getBytes(StandardCharsets.UTF_8));
        assertThat(TableTexts.rows(DataSource.open(in, SourceOptions.defaults(), expected)))
                .containsExactly(List.of("7"));
    }

    @Test
    void aSchemaFileIsForTextAlone() throws IOException {
        String npy = file("b.npy", ArraySourceTest.npy("'|u1'", "False", "(1,)", new byte[] {7}));
        SourceOptions options =
                SourceOptions.defaults().withOverride(SchemaOverride.parse("s", "{\"columns\":{\"x0\":\"text\"}}"));
        assertThatThrownBy(() -> DataSource.open(npy, options))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("text files");
    }
}
