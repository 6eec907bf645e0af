package io.hourglass.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.SelectedRows;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellRestorationTest {
    private static final Schema MEASURED = rows().schema().select(List.of("level", "state"));

    private static MemoryTable table(double[] day, double[] level, String... state) {
        return MemoryTable.builder()
                .numbers("day", day)
                .numbers("level", level)
                .categories("state", state)
                .build();
    }

    private static MemoryTable rows() {
        return table(new double[] {1, 2, 3, 4}, new double[] {10, 20, Double.NaN, 40}, "on", "off", "on", null);
    }

    private static CellRestoration of(Table noisy, Table restored, Table clean) {
        return CellRestoration.of(noisy, restored, clean, MEASURED, List.of(new NumericColumn("day", 0)));
    }

    @Test
    void bothErrorsAreOfTheCellsThatAreThereWithNoiseAndWithout() {
        MemoryTable noisy =
                table(new double[] {1, 2, 3, 4}, new double[] {13, 16, 99, Double.NaN}, "off", "off", "on", "on");
        MemoryTable restored = table(new double[] {1, 2, 3, 4}, new double[] {11, 21, 0, 40}, "on", "on", "on", "on");
        CellRestoration found = of(noisy, restored, rows());
        assertThat(found.rows()).isEqualTo(4);
        assertThat(found.missing()).isEqualTo(1);
        ColumnError before = found.before().get(0);
        assertThat(before.measure()).isEqualTo("rmse");
        assertThat(before.cells()).isEqualTo(2);
        assertThat(before.value()).isCloseTo(Math.sqrt((9 + 16) / 2.0), within(1e-12));
        assertThat(found.after().get(0).value()).isCloseTo(1, within(1e-12));
        assertThat(found.before().get(1)).isEqualTo(new ColumnError("state", "accuracy", 2 / 3.0, 3));
        assertThat(found.after().get(1)).isEqualTo(new ColumnError("state", "accuracy", 2 / 3.0, 3));
    }

    @Test
    void rowsThatAreNotTheSameAreRefused() {
        MemoryTable later = table(new double[] {1, 2, 4, 5}, new double[] {1, 2, 3, 4}, "on", "on", "on", "on");
        assertThatThrownBy(() -> of(later, rows(), rows()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("row 2", "'day'", "'4'", "'3'");
        Table three = new SelectedRows(rows(), row -> row < 3);
        for (Table[] pair : new Table[][] {{three, rows()}, {rows(), three}}) {
            assertThatThrownBy(() -> of(pair[0], pair[0], pair[1]))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("the shorter has 3");
        }
        Table none = new SelectedRows(rows(), row -> false);
        assertThatThrownBy(() -> of(none, none, none)).hasMessageContaining("no rows to compare");
    }
}
