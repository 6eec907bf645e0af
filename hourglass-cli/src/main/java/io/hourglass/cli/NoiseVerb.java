package io.hourglass.cli;

import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import io.hourglass.model.Corruption;
import io.hourglass.use.NoisyTable;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rows with noise. */
@Command(defaultValueProvider = Defaults.class, name = "noise", description = "Corrupts rows or images, for trials.")
final class NoiseVerb extends Verb {
    @Option(
            names = "--noise",
            required = true,
            paramLabel = "SPEC",
            converter = KindOptions.Noise.class,
            description =
                    KindOptions.Noise.FORMS + ". For tables in standard deviations of the column; masked cells are"
                            + " missing, masked pixels black.")
    private Corruption noise;

    @Option(
            names = "--ignore",
            paramLabel = "COLS",
            description = "Columns that stay as they are, with commas between them, such as times and labels.")
    private List<String> ignored;

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Option(names = "--seed", paramLabel = "N", description = "The same seed draws the same noise.")
    private long seed;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private SchemaOption schema = new SchemaOption();

    @Override
    void run(Console console) throws IOException {
        TableOutput output = outputs.checked(console);
        int threads = Runtime.getRuntime().availableProcessors();
        try (Engine engine =
                Engines.open(Engines.AUTO, threads, line -> {})) { // for models in a query, as score has it
            Table rows = data.open(console, schema.in(data.options()), engine);
            List<String> kept = ignored == null
                    ? List.of()
                    : ColumnNames.of(ignored, rows.sizes().get(0).schema());
            long written = output.write(NoisyTable.of(rows, kept, noise, seed), "corrupting", batch -> {});
            TableVerb.report(output, TableVerb.Outcome.of(written), console);
        }
    }
}
