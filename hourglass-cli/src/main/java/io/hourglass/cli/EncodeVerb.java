package io.hourglass.cli;

import io.hourglass.data.table.Table;
import io.hourglass.words.Words;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rows to codes. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "encode",
        description =
                "Turns rows into codes, columns c0, c1 and so on; windows of series after start and end, the numbers of their"
                        + " first and last rows.")
final class EncodeVerb extends TableVerb {
    @Option(
            names = "--keep",
            paramLabel = "COLS",
            description = "Columns of the data to carry along before the codes, with commas between them.")
    private List<String> kept;

    @Mixin
    private PlotOption plot = new PlotOption();

    @Override
    void check(Console console) throws IOException {
        plot.check(outputs());
    }

    @Override
    Outcome write(Use use) {
        plot.checkRows(use.model().series().isPresent());
        Table fitted = use.rows().as(use.model().schema());
        Table codes = use.model().encode(fitted, ColumnNames.of(kept == null ? List.of() : kept, fitted.schema()));
        Outcome outcome = Outcome.of(use.output().write(codes, "encoding", batch -> {}));
        int width = use.model().autoencoder().spec().symbolWidth();
        outcome.object().addProperty("code", width);
        outcome.lines().add("each with a code of " + Words.count(width, "number"));
        plot.write(use.model(), fitted, outputs(), outcome);
        return outcome;
    }
}
