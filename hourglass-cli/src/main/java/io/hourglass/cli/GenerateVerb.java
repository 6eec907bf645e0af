package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** New rows. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "generate",
        description =
                "Draws new rows from a variational, wasserstein or adversarial model, or goes from one row to another.")
final class GenerateVerb extends Verb {
    @Mixin
    private ModelArgument model = new ModelArgument();

    @Option(names = "--rows", required = true, paramLabel = "N", description = "How many rows.")
    private long rows;

    @Option(
            names = "--interpolate",
            paramLabel = "A:B",
            description =
                    "Not random ones but those on the way from row A of the data to row B, counted from 0; of a model of"
                            + " any kind.")
    private String ends;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Option(names = "--seed", paramLabel = "N", description = "The same seed draws the same rows.")
    private long seed;

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Override
    void run(Console console) throws IOException {
        TableOutput output = outputs.checked(console);
        try (Engine engine = engines.open(line -> {})) {
            Hourglass opened = model.open(engine);
            Table generated = ends == null ? drawn(opened) : between(opened, console, engine);
            TableVerb.report(output, TableVerb.Outcome.of(output.write(generated, "generating", batch -> {})), console);
        }
    }

    private Table drawn(Hourglass opened) {
        if (data.isGiven()) {
            throw new IllegalArgumentException("--data is for --interpolate A:B alone: random rows need none");
        }
        return opened.generate(rows, seed);
    }

    private Table between(Hourglass opened, Console console, Engine engine) {
        if (!ends.matches("\\d{1,18}:\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "--interpolate needs two rows of the data, such as 3:17, got '" + ends + "'");
        }
        if (rows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "from one row to another at most " + Integer.MAX_VALUE + " rows are rebuilt, got --rows " + rows);
        }
        Table table = data.open(console, data.options().withThreads(engines.threads()), opened.schema(), engine);
        int colon = ends.indexOf(':');
        return opened.interpolate(
                table, Long.parseLong(ends.substring(0, colon)), Long.parseLong(ends.substring(colon + 1)), (int) rows);
    }
}
