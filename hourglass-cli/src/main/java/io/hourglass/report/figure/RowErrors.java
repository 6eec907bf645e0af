package io.hourglass.report.figure;

import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.report.study.Study;
import java.util.List;

/** The errors of some rows as a table. */
final class RowErrors {
    private RowErrors() {}

    static MemoryTable table(Study study, List<Integer> rows) {
        return MemoryTable.builder()
                .numbers(
                        new NumericColumn("row", 0),
                        rows.stream()
                                .mapToDouble(row -> study.rows().numbers()[row])
                                .toArray())
                .texts("what", rows.stream().map(study::name).toArray(String[]::new))
                .numbers(
                        new NumericColumn("squared error, autoencoder", 4),
                        rows.stream()
                                .mapToDouble(row -> study.rebuilt().errors()[row])
                                .toArray())
                .numbers(
                        new NumericColumn("squared error, PCA", 4),
                        rows.stream()
                                .mapToDouble(row -> study.flatRebuilt().errors()[row])
                                .toArray())
                .build();
    }
}
