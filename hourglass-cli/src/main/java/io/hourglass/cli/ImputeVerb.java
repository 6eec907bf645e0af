package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Missing cells filled. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "impute",
        description =
                "Fills the missing cells of a table by the model's reconstruction; the other cells of a text file keep"
                        + " their characters.")
final class ImputeVerb extends Verb {
    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Override
    void run(Console console) throws IOException {
        TableOutput output = outputs.checked(console);
        try (Engine engine = engines.open(line -> {})) {
            Hourglass opened = model.open(engine);
            Table rows = data.open(console, data.options().withThreads(engines.threads()), engine);
            Table imputed = data.isText() ? opened.impute(written(rows), rows) : opened.impute(rows);
            TableVerb.report(output, TableVerb.Outcome.of(output.write(imputed, "imputing", batch -> {})), console);
        }
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
