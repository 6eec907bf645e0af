package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Missing cells filled. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "impute",
        description =
                "Fills the missing cells of a table by the model's reconstruction; the other cells of a text file keep"
                        + " their characters.")
final class ImputeVerb extends TableVerb {
    /** In the file's own order of columns. */
    @Override
    Schema expected(Hourglass opened) {
        return DataOptions.ANYTHING;
    }

    @Override
    Outcome write(Use use) {
        Table rows = use.rows();
        Table imputed = data().isText()
                ? use.model().impute(written(rows), rows)
                : use.model().impute(rows);
        return Outcome.of(use.output().write(imputed, "imputing", batch -> {}));
    }

    /** Every column as text; no cell is missing but an empty one. */
    private static Table written(Table rows) {
        List<Column> columns = new ArrayList<>();
        for (String name : rows.schema().names()) {
            columns.add(new CategoricalColumn(name));
        }
        return rows.as(new Schema(columns, List.of()));
    }
}
