package io.hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.TableTexts;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text files of many rows whose columns are all known: they are looked at from the start and then read once. */
class CsvStreamTest {
    private static final Schema KNOWN =
            new Schema(List.of(new NumericColumn("a", -1), new CategoricalColumn("b"), new NumericColumn("c", 0)));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder("c,b,a\n");
        for (int i = 0; i < 15_000; i++) {
            text.append(i)
                    .append(",\"b, ")
                    .append(i % 3)
                    .append("\",")
                    .append(i == 14_000 ? "x" : i / 8.0)
                    .append('\n');
            text.append(i == 14_500 ? "1,2\n" : "");
        }
        file = Files.writeString(folder.resolve("x.csv"), text);
    }

    @Test
    void theRowsAreThoseOfAFileThatWasLookedAtWhole() {
        SourceOptions skip = SourceOptions.defaults().withOnBadRow(OnBadRow.SKIP);
        Table streamed = CsvSource.open(file, skip, KNOWN);
        Table whole = CsvSource.open(file, skip, KNOWN.select(List.of("a", "b")));
        assertThat(streamed.rowCount()).isEmpty();
        assertThat(whole.rowCount()).hasValue(14_999);
        assertThat(TableTexts.rows(streamed)).isEqualTo(TableTexts.rows(whole)).hasSize(14_999);
        assertThat(streamed.notices())
                .isEqualTo(whole.notices())
                .anyMatch(notice -> notice.contains("2 rows were left out"));
    }

    @Test
    void aCellFarDownThatIsNoNumberIsFoundWhenItIsRead() {
        Table table = CsvSource.open(file, SourceOptions.defaults(), KNOWN);
        assertThatThrownBy(() -> TableTexts.rows(table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("x.csv, line 14002, column 'a': found 'x', not a number");
    }

    @Test
    void columnsThatNobodyAsksForAreNotRead() {
        Table table = CsvSource.open(file, SourceOptions.defaults(), KNOWN).select(List.of("c"));
        assertThatThrownBy(() -> TableTexts.rows(table)).hasMessageContaining("line 14503"); // of two cells
        assertThat(TableTexts.rows(table.rows(0, 12_000))).hasSize(12_000).contains(List.of("77"));
    }

    @Test
    void aNumberThatStandsForAMissingCellIsMissing() throws IOException {
        Path few = Files.writeString(folder.resolve("few.csv"), "a,b,c\n-999,x,1\n2, -999 ,-999.0\n");
        Schema schema = new Schema(KNOWN.columns(), List.of("-999"));
        assertThat(TableTexts.rows(CsvSource.open(few, SourceOptions.defaults(), schema)))
                .containsExactly(Arrays.asList(null, "x", "1"), Arrays.asList("2", null, "-999"));
    }
}
